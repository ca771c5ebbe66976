package dev.atelier.inference;

import ai.djl.Device;
import ai.djl.engine.Engine;
import dev.atelier.domain.DeviceWish;
import java.util.List;

/**
 * Where a model runs, and why: the GPU that Spark gave to the task, or the CPU. Never GPU 0 by default, never the CPU in
 * place of a GPU that was asked for.
 *
 * @param gpu index of the CUDA device; -1 for the CPU
 * @param reason one sentence for run.json
 */
public record ModelDevice(int gpu, String reason) {
    private static final int CPU = -1;

    /**
     * Decides for a task of this process.
     *
     * @param wish as the configuration says
     * @param taskGpuAddresses addresses of the resource {@code gpu} that the scheduler gave to the task; empty for none
     * @throws DeviceUnavailable if a GPU was asked for and cannot be had
     */
    public static ModelDevice choose(DeviceWish wish, List<String> taskGpuAddresses) {
        boolean askCuda = wish != DeviceWish.CPU && !taskGpuAddresses.isEmpty();
        return choose(
                wish, taskGpuAddresses, askCuda ? Engine.getEngine("PyTorch").getGpuCount() : 0);
    }

    /** The decision itself, without an engine. */
    static ModelDevice choose(DeviceWish wish, List<String> taskGpuAddresses, int cudaDeviceCount) {
        if (wish == DeviceWish.CPU) {
            return new ModelDevice(CPU, "CPU, as configured.");
        }
        int index = taskGpuAddresses.isEmpty() ? -1 : index(taskGpuAddresses.get(0), cudaDeviceCount);
        if (index >= 0) {
            return new ModelDevice(index, "GPU " + index + ", given to the task by the scheduler.");
        }
        String seen = cudaDeviceCount == 0 ? "no device" : "only " + cudaDeviceCount + " devices";
        String why = taskGpuAddresses.isEmpty()
                ? "the task holds no GPU (spark.executor.resource.gpu.amount)"
                : "the task holds GPU " + taskGpuAddresses.get(0) + " but CUDA sees " + seen;
        if (wish == DeviceWish.GPU) {
            throw new DeviceUnavailable("Invalid device: gpu (" + why
                    + "; give tasks a GPU and use the CUDA build of libtorch, or set device = auto or cpu)");
        }
        return new ModelDevice(CPU, "CPU, since " + why + ".");
    }

    /** A container that shows one device shows it as 0, whatever its address on the host. */
    private static int index(String address, int cudaDeviceCount) {
        if (cudaDeviceCount == 1) {
            return 0;
        }
        int index = address.matches("\\d{1,4}") ? Integer.parseInt(address) : -1;
        return index < cudaDeviceCount ? index : -1;
    }

    public boolean isGpu() {
        return gpu != CPU;
    }

    Device device() {
        return isGpu() ? Device.gpu(gpu) : Device.cpu();
    }
}
