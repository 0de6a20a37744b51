#ifndef MOTCUA_CREADLINE_SHIM_H
#define MOTCUA_CREADLINE_SHIM_H

#include <malloc.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/signalfd.h>
#include <termios.h>
#include <unistd.h>

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

/* What follows keeps state of its own. A static variable of a header exists once for each file that
   uses it, so each of these three groups is called from one Swift file only. */

/* Readline's output waits here, where it can be overwritten. */
enum { motcua_output_size = 4096 };

static inline char *motcua_output(void) {
    static char buffer[motcua_output_size];
    return buffer;
}

static inline void motcua_readline_own_output(void) {
    setvbuf(stdout, motcua_output(), _IOFBF, motcua_output_size);
}

/* Overwrites the line, which readline keeps after it has given it away, and the output. */
static inline void motcua_readline_scrub(void) {
    fflush(stdout);
    explicit_bzero(motcua_output(), motcua_output_size);
    if (!rl_line_buffer) return;
    explicit_bzero(rl_line_buffer, malloc_usable_size(rl_line_buffer));
    rl_point = rl_end = rl_mark = 0;
}

/* Sends what readline draws nowhere, or to the terminal again; 0 when that cannot be. */
static inline int motcua_readline_draw_nowhere(int nowhere) {
    static FILE *sink;
    if (!sink && !(sink = fopen("/dev/null", "w"))) return 0;
    rl_outstream = nowhere ? sink : stdout;
    return 1;
}

/* Overwrites and frees a line that readline has given away. */
static inline void motcua_readline_drop(char *line) {
    explicit_bzero(line, malloc_usable_size(line));
    free(line);
}

/* From now on the C library overwrites memory when it is freed, but for the blocks that a thread
   keeps for itself. */
static inline void motcua_memory_overwrite_freed(void) { mallopt(M_PERTURB, 0xA5); }

/* Takes these blocks (glibc keeps up to seven of each size up to 1032 bytes) and overwrites them. */
static inline void motcua_memory_overwrite_kept(void) {
    void *blocks[8];
    for (size_t size = 24; size <= 1048; size += 16) {
        for (int i = 0; i < 8; i++)
            if ((blocks[i] = malloc(size))) explicit_bzero(blocks[i], size);
        for (int i = 0; i < 8; i++) free(blocks[i]);
    }
    malloc_trim(0);
}

/* Gives back the pages of the stack below, however deep calls went; they read as zeros when they are
   used again. Nothing else lies within 128 MB below a stack, and places where no page lies are passed
   over. What is nearest stays, for the next function. */
__attribute__((noinline)) static void motcua_memory_drop_stack(void) {
    char here;
    uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE), far = 8 << 20;
    uintptr_t end = ((uintptr_t)&here & ~(page - 1)) - page;
    madvise((void *)(end - far), far, MADV_DONTNEED);
}

/* Overwrites what earlier calls have left nearby on the stack. */
__attribute__((noinline)) static void motcua_memory_overwrite_stack(void) {
    char space[1 << 15];
    explicit_bzero(space, sizeof space);
}

/* What the terminal gets back when the program crashes: its modes, and an empty screen. */
struct motcua_crash_state {
    struct termios modes;
    char text[64];
};

static inline struct motcua_crash_state *motcua_crash_state(void) {
    static struct motcua_crash_state state;
    return &state;
}

static inline void motcua_crash(int signal) {
    struct motcua_crash_state *state = motcua_crash_state();
    tcsetattr(STDIN_FILENO, TCSANOW, &state->modes);
    ssize_t written = write(STDOUT_FILENO, state->text, strlen(state->text));
    (void)written;
    raise(signal); /* The handler was taken away: now the signal ends the program. */
}

/* The modes are those in which others left the terminal. */
static inline void motcua_crash_guard(const char *text, const struct termios *modes) {
    const int signals[] = {SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGSEGV, SIGSYS, SIGTRAP};
    struct sigaction action = {.sa_handler = motcua_crash, .sa_flags = SA_RESETHAND | SA_NODEFER};
    struct motcua_crash_state *state = motcua_crash_state();
    state->modes = *modes;
    strncpy(state->text, text, sizeof state->text - 1);
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
        sigaction(signals[i], &action, NULL);
}

#endif
