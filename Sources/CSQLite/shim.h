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

#endif
