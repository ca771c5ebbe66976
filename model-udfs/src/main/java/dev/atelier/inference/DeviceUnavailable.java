package dev.atelier.inference;

/** A device was asked for by name and cannot be had. Stops a run; the message says what is missing. */
public final class DeviceUnavailable extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    public DeviceUnavailable(String message) {
        super(message);
    }
}
