/* Runs $TIMED_COMPILER with the arguments and appends its CPU time in microseconds, a line, to the file $TIMED_LOG. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static long long microseconds(struct timeval time) { return time.tv_sec * 1000000LL + time.tv_usec; }

int main(int count, char **arguments)
{
    const char *compiler = getenv("TIMED_COMPILER");
    const char *log = getenv("TIMED_LOG");
    if (!compiler || !log || count < 1)
        return 2;
    pid_t child = fork();
    if (child == 0) {
        /* Compilers look for their parts beside the name that they were called by. */
        arguments[0] = (char *)compiler;
        execvp(compiler, arguments);
        _exit(127);
    }
    int status;
    struct rusage used;
    if (child < 0 || wait4(child, &status, 0, &used) < 0)
        return 2;
    char line[32];
    int length = snprintf(line, sizeof line, "%lld\n", microseconds(used.ru_utime) + microseconds(used.ru_stime));
    int file = open(log, O_WRONLY | O_APPEND | O_CREAT, 0666);
    if (file < 0 || write(file, line, (size_t)length) != length)
        return 2;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 2;
}
