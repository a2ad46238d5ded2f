/* Loaded in front of the C library: writes down each file that is put in place by rename(2), and kills the process just before or just after one of them. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void die_if(const char *variable, const char *to)
{
    const char *wanted = getenv(variable);
    if (wanted != NULL && strcmp(wanted, to) == 0)
        kill(getpid(), SIGKILL);
}

int rename(const char *from, const char *to)
{
    int (*next)(const char *, const char *) = (int (*)(const char *, const char *))dlsym(RTLD_NEXT, "rename");
    die_if("DIE_BEFORE", to);
    int result = next(from, to);
    if (result == 0) {
        const char *log = getenv("RENAME_LOG");
        int file = log == NULL ? -1 : open(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
        if (file >= 0) {
            dprintf(file, "%s\n", to);
            close(file);
        }
        die_if("DIE_AFTER", to);
    }
    return result;
}
