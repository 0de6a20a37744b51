#ifndef MOTCUA_CZSTD_SHIM_H
#define MOTCUA_CZSTD_SHIM_H
#include <zdict.h>
#include <zstd.h>

// Cast macros that Swift does not import.
static const unsigned long long motcua_zstd_size_unknown = ZSTD_CONTENTSIZE_UNKNOWN;
static const unsigned long long motcua_zstd_size_error = ZSTD_CONTENTSIZE_ERROR;
#endif
