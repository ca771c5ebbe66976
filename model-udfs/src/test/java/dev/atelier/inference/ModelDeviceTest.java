package dev.atelier.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import dev.atelier.domain.DeviceWish;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelDeviceTest {
    @ParameterizedTest
    @CsvSource({
        "CPU,  0, 4, -1, 'CPU, as configured.'",
        "AUTO, '', 4, -1, 'CPU, since the task holds no GPU (spark.executor.resource.gpu.amount).'",
        "AUTO, 0, 0, -1, 'CPU, since the task holds GPU 0 but CUDA sees no device.'",
        "AUTO, 2, 4, 2, 'GPU 2, given to the task by the scheduler.'",
        "GPU,  3, 4, 3, 'GPU 3, given to the task by the scheduler.'",
        "GPU,  3, 1, 0, 'GPU 0, given to the task by the scheduler.'",
        "AUTO, 5, 4, -1, 'CPU, since the task holds GPU 5 but CUDA sees only 4 devices.'",
    })
    void theTasksGpuOrTheCpuAndWhy(DeviceWish wish, String address, int cudaDevices, int gpu, String reason) {
        List<String> addresses = address.isEmpty() ? List.of() : List.of(address);

        assertThat(ModelDevice.choose(wish, addresses, cudaDevices)).isEqualTo(new ModelDevice(gpu, reason));
    }

    @ParameterizedTest
    @CsvSource({
        "'', 4, holds no GPU",
        "0, 0, CUDA sees no device",
        "7, 4, CUDA sees only 4",
        "GPU-x, 2, CUDA sees only 2"
    })
    void aGpuThatCannotBeHadFailsByName(String address, int cudaDevices, String why) {
        List<String> addresses = address.isEmpty() ? List.of() : List.of(address);

        assertThatThrownBy(() -> ModelDevice.choose(DeviceWish.GPU, addresses, cudaDevices))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("Invalid device: gpu", why, "device = auto or cpu");
    }

    @Test
    void withoutAGpuOfTheTaskNoEngineIsAsked() {
        assertThat(ModelDevice.choose(DeviceWish.AUTO, List.of()).device()).isEqualTo(Device.cpu());
        assertThat(new ModelDevice(1, "").device()).isEqualTo(Device.gpu(1));
    }
}
