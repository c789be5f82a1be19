/* Put before the C library: every fsync takes as much longer as the environment says. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <time.h>

static int slowly(const char *name, int file)
{
    const char *said = getenv("ROADBOOK_FSYNC_MICROSECONDS");
    long microseconds = said ? atol(said) : 0;
    struct timespec pause = {microseconds / 1000000, microseconds % 1000000 * 1000};
    int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, name);
    nanosleep(&pause, NULL);
    return real(file);
}

int fsync(int file) { return slowly("fsync", file); }
int fdatasync(int file) { return slowly("fdatasync", file); }
