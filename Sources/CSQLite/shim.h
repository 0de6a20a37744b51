#ifndef MOTCUA_CSQLITE_SHIM_H
#define MOTCUA_CSQLITE_SHIM_H

#include <sqlite3.h>

/* Leaves out the counting of memory, which takes a lock for each piece; before the first open. */
static inline int motcua_count_no_memory(void)
{
    return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

/* SQLITE_TRANSIENT is a cast macro, which Swift does not import. */

/* Binds a copy of UTF-8 text; text may be NULL when it is empty. */
static inline int motcua_bind_text(
    sqlite3_stmt *statement, int index, const char *text, sqlite3_uint64 length)
{
    return sqlite3_bind_text64(
        statement, index, text ? text : "", length, SQLITE_TRANSIENT, SQLITE_UTF8);
}

/* Binds a copy of bytes; bytes may be NULL when there are none (which is not the value NULL). */
static inline int motcua_bind_blob(
    sqlite3_stmt *statement, int index, const void *bytes, sqlite3_uint64 length)
{
    return sqlite3_bind_blob64(statement, index, bytes ? bytes : "", length, SQLITE_TRANSIENT);
}

/* A file of our own file system: SQLite's part first, then the Swift object behind it. */
typedef struct {
    sqlite3_file base;
    void *object;
} motcua_file;

static inline void motcua_set_object(sqlite3_file *file, void *object)
{
    ((motcua_file *)file)->object = object;
}

static inline void *motcua_object(sqlite3_file *file)
{
    return ((motcua_file *)file)->object;
}

/* Variadic functions, which Swift does not import. */

/* Copies a text with its end into a buffer of so many bytes. */
static inline void motcua_copy(int count, char *target, const char *source)
{
    sqlite3_snprintf(count, target, "%s", source);
}

/* Makes SQLite's own random numbers follow from a seed that is not zero. */
static inline void motcua_seed(int seed)
{
    sqlite3_test_control(SQLITE_TESTCTRL_PRNG_SEED, seed, (sqlite3 *)0);
}

#endif
