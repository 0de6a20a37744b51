#ifndef MOTCUA_CREADLINE_SHIM_H
#define MOTCUA_CREADLINE_SHIM_H

#include <stdio.h>
#include <sys/signalfd.h>

#include <readline/history.h>
#include <readline/readline.h>

/* Readline is steered through global variables, which Swift cannot touch safely. Each of these
   functions reads or sets one of them; all are called by the one thread that owns the terminal. */

/* The program handles signals and the size of the window itself, and its environment stays. */
static inline void motcua_readline_leave_process_alone(void) {
    rl_catch_signals = 0;
    rl_catch_sigwinch = 0;
    rl_change_environment = 0;
    rl_inhibit_completion = 1;
}

/* Readline gets its bytes from the program, never from the terminal. */
static inline void motcua_readline_set_source(rl_getc_func_t *next, rl_hook_func_t *has_next) {
    rl_getc_function = next;
    rl_input_available_hook = has_next;
}

/* Nothing of what is typed is shown (for a PIN), or everything again. */
static inline void motcua_readline_hide(rl_voidfunc_t *show_nothing) {
    rl_redisplay_function = show_nothing;
}

static inline void motcua_readline_show(void) { rl_redisplay_function = rl_redisplay; }

static inline void motcua_readline_redraw(void) { (*rl_redisplay_function)(); }

static inline int motcua_readline_length(void) { return rl_end; }

static inline int motcua_readline_position(void) { return rl_point; }

static inline void motcua_readline_move(int position) { rl_point = position; }

#endif
