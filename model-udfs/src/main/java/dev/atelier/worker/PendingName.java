package dev.atelier.worker;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.atomic.AtomicLong;

/** Names of files that are being written: none is given twice, in no process of any host. */
final class PendingName {
    // containers may share a host's name and a process id, hardly also the nanosecond
    private static final String PROCESS = host() + "-" + ProcessHandle.current().pid() + "-"
            + Long.toString(System.currentTimeMillis(), Character.MAX_RADIX) + "-"
            + Long.toUnsignedString(System.nanoTime(), Character.MAX_RADIX);

    private static final AtomicLong FILES = new AtomicLong();

    private PendingName() {}

    static String next() {
        return PROCESS + "-" + FILES.incrementAndGet();
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName().replaceAll("[^A-Za-z0-9.-]", "-");
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }
}
