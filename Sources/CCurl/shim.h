#ifndef MOTCUA_CCURL_SHIM_H
#define MOTCUA_CCURL_SHIM_H
#include <curl/curl.h>
#include <linux/sockios.h>
#include <sys/ioctl.h>

/* Swift cannot call variadic functions: one inline function for each type of argument. */

static inline CURLcode motcua_set_long(CURL *handle, CURLoption option, long value)
{
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode motcua_set_offset(CURL *handle, CURLoption option, curl_off_t value)
{
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode motcua_set_text(CURL *handle, CURLoption option, const char *value)
{
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode motcua_set_pointer(CURL *handle, CURLoption option, void *value)
{
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode motcua_set_headers(CURL *handle, struct curl_slist *headers)
{
    return curl_easy_setopt(handle, CURLOPT_HTTPHEADER, headers);
}

static inline CURLcode motcua_set_writer(
    CURL *handle, size_t (*writer)(char *, size_t, size_t, void *))
{
    return curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, writer);
}

static inline CURLcode motcua_set_reader(
    CURL *handle, size_t (*reader)(char *, size_t, size_t, void *))
{
    return curl_easy_setopt(handle, CURLOPT_READFUNCTION, reader);
}

static inline CURLcode motcua_set_tracer(
    CURL *handle, int (*tracer)(CURL *, curl_infotype, char *, size_t, void *))
{
    return curl_easy_setopt(handle, CURLOPT_DEBUGFUNCTION, tracer);
}

static inline CURLcode motcua_set_progress(
    CURL *handle, int (*progress)(void *, curl_off_t, curl_off_t, curl_off_t, curl_off_t))
{
    return curl_easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, progress);
}

/* Bytes of the handle's connection that wait in the kernel to be sent for the first time; 0 when
   there is no connection. */
static inline int motcua_unsent_bytes(CURL *handle)
{
    curl_socket_t socket = CURL_SOCKET_BAD;
    int count = 0;
    if (curl_easy_getinfo(handle, CURLINFO_ACTIVESOCKET, &socket) != CURLE_OK
        || socket == CURL_SOCKET_BAD || ioctl(socket, SIOCOUTQNSD, &count) != 0)
        return 0;
    return count;
}

static inline CURLcode motcua_get_long(CURL *handle, CURLINFO what, long *value)
{
    return curl_easy_getinfo(handle, what, value);
}

static inline CURLcode motcua_get_offset(CURL *handle, CURLINFO what, curl_off_t *value)
{
    return curl_easy_getinfo(handle, what, value);
}

static inline CURLcode motcua_get_text(CURL *handle, CURLINFO what, char **value)
{
    return curl_easy_getinfo(handle, what, value);
}
#endif
