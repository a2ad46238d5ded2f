/*
 * pam_keyway.so: a thin relay between PAM and keywayd. It knows nothing of keys, tokens or tickets: it hands the conversation of the
 * program that asks (login, sudo, a lock screen) to the daemon, and the daemon's verdict back. docs/dev/pam.md describes the messages.
 *
 * Promises: no answer of a person outlives its sending; a daemon that is gone, hung or not root's costs at most SILENCE_MS and lets the
 * next module try; nothing that the daemon says can write outside a fixed buffer.
 *
 * Arguments: socket=PATH (default /run/keyway/pam).
 */
#define _GNU_SOURCE
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <syslog.h>
#include <time.h>
#include <unistd.h>

#include <security/pam_appl.h>
#include <security/pam_ext.h>
#include <security/pam_modules.h>

#define DEFAULT_SOCKET "/run/keyway/pam"
#define PACKET 4096            /* the largest message in either direction, as the daemon has it */
#define CONNECT_MS 1000        /* a local daemon accepts at once, or never */
#define SILENCE_MS 5000        /* the daemon says "still here" once a second */
#define LONGEST_S 300          /* a whole conversation, the person's thinking included */
#define MOST_MESSAGES 1000     /* a daemon that never stops talking */

/* What the daemon says: the first byte of each message. */
enum { SAY_ASK = 'E', SAY_ASK_HIDDEN = 'H', SAY_TELL = 'I', SAY_WARN = 'W', SAY_USER = 'U', SAY_VARIABLE = 'V', SAY_WAIT = 'K', SAY_DONE = 'D' };

/* What we say. */
enum { ANSWER = 'P', NO_ANSWER = 'N' };

struct verdict { const char *word; int code; };

static const struct verdict verdicts[] = {
    { "success", PAM_SUCCESS },
    { "ignore", PAM_IGNORE },
    { "auth_err", PAM_AUTH_ERR },
    { "authinfo_unavail", PAM_AUTHINFO_UNAVAIL },
    { "user_unknown", PAM_USER_UNKNOWN },
    { "perm_denied", PAM_PERM_DENIED },
    { "acct_expired", PAM_ACCT_EXPIRED },
    { "new_authtok_reqd", PAM_NEW_AUTHTOK_REQD },
    { "maxtries", PAM_MAXTRIES },
    { "cred_err", PAM_CRED_ERR },
    { "session_err", PAM_SESSION_ERR },
    { "abort", PAM_ABORT },
};

static long now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000L + t.tv_nsec / 1000000L;
}

/* Whether the other end is root: only root may hear a PIN, and only root's word opens a session. */
static int is_root(int fd)
{
    struct ucred peer;
    socklen_t length = sizeof peer;
    return getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &length) == 0 && length == sizeof peer && peer.uid == 0;
}

static int connect_to(const char *path)
{
    struct sockaddr_un address = { .sun_family = AF_UNIX };
    size_t length = strlen(path);
    int fd, waited;

    if (length >= sizeof address.sun_path)
        return -1;
    memcpy(address.sun_path, path, length + 1);
    fd = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd < 0)
        return -1;
    /* A full queue gives EAGAIN for local sockets: try again for a moment. */
    for (waited = 0; connect(fd, (struct sockaddr *)&address, sizeof address) != 0; waited += 50) {
        struct timespec pause = { .tv_nsec = 50 * 1000000L };
        if ((errno != EAGAIN && errno != EINTR) || waited >= CONNECT_MS) {
            close(fd);
            return -1;
        }
        nanosleep(&pause, NULL);
    }
    if (!is_root(fd)) {
        close(fd);
        return -1;
    }
    return fd;
}

static int send_all(int fd, const char *data, size_t length)
{
    struct pollfd ready = { .fd = fd, .events = POLLOUT };
    for (;;) {
        ssize_t sent = send(fd, data, length, MSG_NOSIGNAL);
        if (sent == (ssize_t)length)
            return 0;
        if (sent >= 0 || (errno != EAGAIN && errno != EINTR))
            return -1;
        if (poll(&ready, 1, SILENCE_MS) == 0)
            return -1;
    }
}

/* One message into buffer, ended by NUL. The length, 0 at the end, -1 for silence, nonsense or a broken connection. */
static ssize_t receive(int fd, char buffer[PACKET + 1], long until)
{
    struct pollfd ready = { .fd = fd, .events = POLLIN };
    long silence_until = now_ms() + SILENCE_MS;
    for (;;) {
        struct iovec part = { .iov_base = buffer, .iov_len = PACKET };
        struct msghdr message = { .msg_iov = &part, .msg_iovlen = 1 };
        ssize_t length = recvmsg(fd, &message, 0);
        if (length >= 0) {
            if (message.msg_flags & MSG_TRUNC)
                return -1;
            buffer[length] = '\0';
            /* A NUL inside would make two readers see two messages. */
            return strlen(buffer) == (size_t)length ? length : -1;
        }
        if (errno != EAGAIN && errno != EINTR)
            return -1;
        long now = now_ms();
        long left = silence_until < until ? silence_until - now : until - now;
        if (left <= 0)
            return -1;
        if (poll(&ready, 1, (int)left) < 0 && errno != EINTR)
            return -1;
    }
}

static int append(char *packet, size_t *length, const char *field)
{
    size_t more = field ? strlen(field) : 0;
    if (*length + more + 1 > PACKET)
        return -1;
    if (more)
        memcpy(packet + *length, field, more);
    packet[*length + more] = '\0';
    *length += more + 1;
    return 0;
}

static const char *item(pam_handle_t *pamh, int which)
{
    const void *value = NULL;
    return pam_get_item(pamh, which, &value) == PAM_SUCCESS ? value : NULL;
}

/* kind, version, then service, user, terminal, remote host, remote user, flags: each ended by NUL. */
static int send_request(pam_handle_t *pamh, int fd, char kind, int flags)
{
    static const int items[] = { PAM_SERVICE, PAM_USER, PAM_TTY, PAM_RHOST, PAM_RUSER };
    char packet[PACKET], number[16];
    size_t length = 0, i;
    int left = flags, digits = 0;

    packet[length++] = kind;
    if (append(packet, &length, "1") != 0)
        return -1;
    for (i = 0; i < sizeof items / sizeof *items; i++)
        if (append(packet, &length, item(pamh, items[i])) != 0)
            return -1;
    /* Hexadecimal, lowest digit last; no printf, whose locale is the program's. */
    for (i = 0; i < 8; i++) {
        int digit = (left >> (28 - 4 * (int)i)) & 15;
        number[digits++] = "0123456789abcdef"[digit];
    }
    number[digits] = '\0';
    if (append(packet, &length, number) != 0)
        return -1;
    return send_all(fd, packet, length);
}

/* Asks the person, or tells them something. answer is the caller's to wipe and free. */
static int talk(pam_handle_t *pamh, int style, const char *text, char **answer)
{
    const struct pam_conv *conversation;
    const void *value = NULL;
    struct pam_message message = { .msg_style = style, .msg = text };
    const struct pam_message *messages[1] = { &message };
    struct pam_response *response = NULL;
    int result;

    if (answer)
        *answer = NULL;
    if (pam_get_item(pamh, PAM_CONV, &value) != PAM_SUCCESS || value == NULL)
        return PAM_CONV_ERR;
    conversation = value;
    if (conversation->conv == NULL)
        return PAM_CONV_ERR;
    result = conversation->conv(1, messages, &response, conversation->appdata_ptr);
    if (result == PAM_SUCCESS && answer && response) {
        *answer = response->resp;
        response->resp = NULL;
    }
    if (response) {
        if (response->resp) {
            explicit_bzero(response->resp, strlen(response->resp));
            free(response->resp);
        }
        free(response);
    }
    return result;
}

static int ask(pam_handle_t *pamh, int fd, int style, const char *text)
{
    char packet[PACKET];
    char *answer = NULL;
    size_t length = 1;
    int sent;

    packet[0] = talk(pamh, style, text, &answer) == PAM_SUCCESS && answer ? ANSWER : NO_ANSWER;
    if (answer) {
        size_t more = strlen(answer);
        if (more > PACKET - 1)
            packet[0] = NO_ANSWER;
        else {
            memcpy(packet + 1, answer, more);
            length += more;
        }
        explicit_bzero(answer, more);
        free(answer);
    }
    sent = send_all(fd, packet, length);
    explicit_bzero(packet, sizeof packet);
    return sent;
}

static int verdict_of(const char *word)
{
    size_t i;
    for (i = 0; i < sizeof verdicts / sizeof *verdicts; i++)
        if (strcmp(word, verdicts[i].word) == 0)
            return verdicts[i].code;
    return PAM_AUTHINFO_UNAVAIL;
}

/* What the session has already is better: sshd has set KRB5CCNAME to the tickets that came with the person. */
static int has_variable(pam_handle_t *pamh, const char *assignment)
{
    char name[64];
    size_t length = strcspn(assignment, "=");

    if (length >= sizeof name)
        return 0;
    memcpy(name, assignment, length);
    name[length] = '\0';
    return pam_getenv(pamh, name) != NULL;
}

/* The conversation: what the daemon says is done until it says how it ended. */
static int relay(pam_handle_t *pamh, int fd, int silent)
{
    char buffer[PACKET + 1];
    long until = now_ms() + LONGEST_S * 1000L;
    int messages;

    for (messages = 0; messages < MOST_MESSAGES; messages++) {
        const char *text = buffer + 1;
        if (receive(fd, buffer, until) <= 0)
            return PAM_AUTHINFO_UNAVAIL;
        switch (buffer[0]) {
        case SAY_WAIT:
            break;
        case SAY_TELL:
            if (!silent)
                talk(pamh, PAM_TEXT_INFO, text, NULL);
            break;
        case SAY_WARN:
            if (!silent)
                talk(pamh, PAM_ERROR_MSG, text, NULL);
            break;
        case SAY_ASK:
        case SAY_ASK_HIDDEN:
            if (ask(pamh, fd, buffer[0] == SAY_ASK ? PAM_PROMPT_ECHO_ON : PAM_PROMPT_ECHO_OFF, text) != 0)
                return PAM_AUTHINFO_UNAVAIL;
            break;
        case SAY_USER:
            if (pam_set_item(pamh, PAM_USER, text) != PAM_SUCCESS)
                return PAM_AUTHINFO_UNAVAIL;
            break;
        case SAY_VARIABLE:
            if (!has_variable(pamh, text) && pam_putenv(pamh, text) != PAM_SUCCESS)
                return PAM_AUTHINFO_UNAVAIL;
            break;
        case SAY_DONE:
            return verdict_of(text);
        default:
            return PAM_AUTHINFO_UNAVAIL;
        }
    }
    return PAM_AUTHINFO_UNAVAIL;
}

static int run(pam_handle_t *pamh, char kind, int flags, int argc, const char **argv, int unreachable)
{
    const char *path = DEFAULT_SOCKET;
    int fd, i, result = unreachable;

    for (i = 0; i < argc; i++) {
        if (strncmp(argv[i], "socket=", 7) == 0)
            path = argv[i] + 7;
        else
            pam_syslog(pamh, LOG_ERR, "unknown argument: %s", argv[i]);
    }
    fd = connect_to(path);
    if (fd < 0)
        return unreachable;
    if (send_request(pamh, fd, kind, flags) == 0) {
        /* sudo wants silence by default; but "touch your key" and "the PIN is wrong" belong to the question. */
        result = relay(pamh, fd, kind != 'A' && (flags & (int)PAM_SILENT) != 0);
        if (result == PAM_AUTHINFO_UNAVAIL && kind != 'A')
            result = unreachable;
    }
    close(fd);
    return result;
}

int pam_sm_authenticate(pam_handle_t *pamh, int flags, int argc, const char **argv)
{
    return run(pamh, 'A', flags, argc, argv, PAM_AUTHINFO_UNAVAIL);
}

int pam_sm_setcred(pam_handle_t *pamh, int flags, int argc, const char **argv)
{
    return run(pamh, 'S', flags, argc, argv, PAM_IGNORE);
}

int pam_sm_acct_mgmt(pam_handle_t *pamh, int flags, int argc, const char **argv)
{
    return run(pamh, 'C', flags, argc, argv, PAM_IGNORE);
}

int pam_sm_open_session(pam_handle_t *pamh, int flags, int argc, const char **argv)
{
    return run(pamh, 'O', flags, argc, argv, PAM_IGNORE);
}

int pam_sm_close_session(pam_handle_t *pamh, int flags, int argc, const char **argv)
{
    return run(pamh, 'X', flags, argc, argv, PAM_IGNORE);
}
