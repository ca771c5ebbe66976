package dev.atelier.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.domain.Precision;
import dev.atelier.weights.ModelDirectory.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ModelPoolTest {
    private static final ModelPool.Key KEY = key("digest", Precision.FP32, -1);

    private final ModelPool pool = new ModelPool();

    @Test
    void tasksThatAskAtOnceShareOneModel() throws Exception {
        int tasks = 8;
        CountDownLatch together = new CountDownLatch(tasks);
        ExecutorService threads = Executors.newFixedThreadPool(tasks);
        List<Future<ModelLease<FakeModel>>> leases = new ArrayList<>();
        for (int i = 0; i < tasks; i++) {
            leases.add(threads.submit(() -> {
                together.countDown();
                together.await();
                return pool.lease(KEY, () -> 10, ModelPoolTest::slowly);
            }));
        }
        FakeModel first = leases.get(0).get().model();
        for (Future<ModelLease<FakeModel>> lease : leases) {
            assertThat(lease.get().model()).isSameAs(first);
        }
        threads.shutdown();

        assertThat(pool.loads()).isEqualTo(1);
    }

    @Test
    void aModelStaysBetweenTasksAndIsClosedWhenIdle() {
        ModelLease<FakeModel> lease = pool.lease(KEY, () -> 10, FakeModel::new);
        FakeModel model = lease.model();
        pool.closeIdle();
        assertThat(model.closed).as("held").isFalse();

        lease.close();
        lease.close();
        assertThat(model.closed).as("idle").isFalse();
        ModelLease<FakeModel> again = pool.lease(KEY, () -> 10, FakeModel::new);
        assertThat(again.model()).isSameAs(model);
        ModelLease<FakeModel> other = pool.lease(KEY, () -> 10, FakeModel::new);
        again.close();
        pool.closeIdle();
        assertThat(model.closed).as("held by one of two").isFalse();

        other.close();
        pool.closeIdle();
        assertThat(model.closed).as("closed").isTrue();
        assertThat(pool.loads()).isEqualTo(1);
        assertThat(pool.lease(KEY, () -> 10, FakeModel::new).model()).isNotSameAs(model);
        assertThat(pool.loads()).isEqualTo(2);
    }

    @Test
    void otherDigestPrecisionOrDeviceIsAnotherModel() {
        pool.lease(KEY, () -> 10, FakeModel::new);
        pool.lease(key("other", Precision.FP32, -1), () -> 10, FakeModel::new);
        pool.lease(key("digest", Precision.BF16, -1), () -> 10, FakeModel::new);
        pool.lease(key("digest", Precision.FP32, 0), () -> 10, FakeModel::new);

        assertThat(pool.loads()).isEqualTo(4);
    }

    @Test
    void idleModelsLeaveWhereALoadWouldPassTheBoundTheLongestUnaskedFirst() {
        pool.keepWithin(25);
        ModelPool.Key writer = key("writer", Precision.FP32, -1);
        ModelPool.Key painter = key("painter", Precision.FP32, -1);
        FakeModel first = used(writer, 10);
        FakeModel second = used(painter, 10);
        FakeModel elsewhere = used(key("writer", Precision.FP32, 0), 10);
        assertThat(used(writer, 10)).as("asked again").isSameAs(first);
        assertThat(first.closed || second.closed).as("20 of 25").isFalse();

        FakeModel judge = used(key("judge", Precision.FP32, -1), 10);
        assertThat(second.closed).as("idle for longest").isTrue();
        assertThat(first.closed || judge.closed || elsewhere.closed).isFalse();
    }

    @Test
    void aModelInUseStaysWhateverTheBound() {
        pool.keepWithin(5);
        ModelLease<FakeModel> held = pool.lease(KEY, () -> 10, FakeModel::new);
        FakeModel other = used(key("other", Precision.FP32, -1), 10);
        assertThat(held.model().closed).isFalse();
        held.close();
        used(key("third", Precision.FP32, -1), 1);
        assertThat(held.model().closed && other.closed).as("idle now").isTrue();
    }

    private FakeModel used(ModelPool.Key key, long bytes) {
        try (ModelLease<FakeModel> lease = pool.lease(key, () -> bytes, FakeModel::new)) {
            return lease.model();
        }
    }

    @Test
    void aFailedLoadIsTriedAgain() {
        assertThatThrownBy(() -> pool.lease(KEY, () -> 10, () -> {
                    throw new IllegalStateException("disk");
                }))
                .hasMessage("disk");
        pool.closeIdle();

        assertThat(pool.lease(KEY, () -> 10, FakeModel::new).model()).isNotNull();
        assertThat(pool.loads()).isEqualTo(1);
    }

    private static ModelPool.Key key(String digest, Precision precision, int gpu) {
        return new ModelPool.Key(Kind.LANGUAGE, digest, precision, gpu);
    }

    private static FakeModel slowly() {
        try {
            Thread.sleep(50); // long enough for the others to ask meanwhile
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return new FakeModel();
    }

    private static final class FakeModel implements AutoCloseable {
        private boolean closed;

        @Override
        public void close() {
            closed = true;
        }
    }
}
