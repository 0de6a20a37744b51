#ifndef MOTCUA_CSODIUM_SHIM_H
#define MOTCUA_CSODIUM_SHIM_H
#include <sodium.h>
#endif
