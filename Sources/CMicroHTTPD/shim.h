#ifndef MOTCUA_CMICROHTTPD_SHIM_H
#define MOTCUA_CMICROHTTPD_SHIM_H
#include <microhttpd.h>
/* Not in Swift's Glibc module: an event counter and signals as descriptors. */
#include <sys/eventfd.h>
#include <sys/signalfd.h>

/* Swift cannot call variadic functions: one inline function for each call that we make. */

/* Takes over the listening socket. The certificate and the key (PEM) are NULL without TLS. */
static inline struct MHD_Daemon *motcua_start_daemon(
    unsigned int flags, int listening_socket, void *context, MHD_AccessHandlerCallback handle,
    MHD_RequestCompletedCallback completed, MHD_NotifyConnectionCallback connection_changed,
    unsigned int connections, unsigned int timeout_seconds, size_t connection_memory,
    const char *certificate, const char *key)
{
    struct MHD_OptionItem plain[] = {{MHD_OPTION_END, 0, NULL}};
    struct MHD_OptionItem secured[] = {
        {MHD_OPTION_HTTPS_MEM_CERT, 0, (void *)certificate},
        {MHD_OPTION_HTTPS_MEM_KEY, 0, (void *)key},
        {MHD_OPTION_END, 0, NULL}};
    return MHD_start_daemon(
        flags, 0, NULL, NULL, handle, context,
        MHD_OPTION_LISTEN_SOCKET, listening_socket,
        MHD_OPTION_NOTIFY_COMPLETED, completed, context,
        MHD_OPTION_NOTIFY_CONNECTION, connection_changed, context,
        MHD_OPTION_CONNECTION_LIMIT, connections,
        MHD_OPTION_CONNECTION_TIMEOUT, timeout_seconds,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, connection_memory,
        MHD_OPTION_STRICT_FOR_CLIENT, 1,
        MHD_OPTION_ARRAY, certificate == NULL ? plain : secured,
        MHD_OPTION_END);
}

/* The socket of a connection, -1 when there is none. */
static inline int motcua_connection_socket(struct MHD_Connection *connection)
{
    const union MHD_ConnectionInfo *answer =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    return answer == NULL ? -1 : answer->connect_fd;
}

/* The size of the request line and the headers, 0 when it is not known. */
static inline size_t motcua_header_size(struct MHD_Connection *connection)
{
    const union MHD_ConnectionInfo *answer =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE);
    return answer == NULL ? 0 : answer->header_size;
}
#endif
