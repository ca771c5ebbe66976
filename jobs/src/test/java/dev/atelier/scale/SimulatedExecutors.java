package dev.atelier.scale;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.Heartbeat;
import org.apache.spark.HeartbeatReceiver;
import org.apache.spark.HeartbeatResponse;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkEnv$;
import org.apache.spark.TaskState;
import org.apache.spark.executor.ExecutorMetrics;
import org.apache.spark.resource.ResourceInformation;
import org.apache.spark.resource.ResourceProfile;
import org.apache.spark.rpc.RpcAddress;
import org.apache.spark.rpc.RpcCallContext;
import org.apache.spark.rpc.RpcEndpointRef;
import org.apache.spark.rpc.RpcEnv;
import org.apache.spark.rpc.ThreadSafeRpcEndpoint;
import org.apache.spark.scheduler.TaskDescription;
import org.apache.spark.scheduler.cluster.CoarseGrainedClusterMessages;
import org.apache.spark.scheduler.cluster.CoarseGrainedSchedulerBackend;
import org.apache.spark.storage.BlockManagerId;
import org.apache.spark.storage.BlockManagerMaster;
import org.apache.spark.storage.BlockManagerMessages;
import org.apache.spark.util.SerializableBuffer;
import scala.Enumeration;
import scala.Function1;
import scala.Option;
import scala.PartialFunction;
import scala.Tuple2;
import scala.collection.immutable.Map$;
import scala.concurrent.Await;
import scala.concurrent.ExecutionContext;
import scala.concurrent.Future;
import scala.concurrent.duration.Duration;
import scala.reflect.ClassTag;
import scala.runtime.AbstractPartialFunction;
import scala.runtime.BoxedUnit;

/**
 * Thousands of executors in one process, each with a core and a GPU, that say to a driver what executors say to it and do
 * nothing: they register, take tasks, end each after a time, and send heartbeats with a task's counters. They share one
 * connection. Started by {@link ManyExecutors}; prints how long the driver took to answer heartbeats.
 */
final class SimulatedExecutors implements ThreadSafeRpcEndpoint {
    private static final int PER_HOST = 8;
    private static final Duration PATIENCE = Duration.create(10, TimeUnit.MINUTES);

    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(2);
    private final Map<String, Running> running = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Long> answeredMicros = new ConcurrentLinkedQueue<>();
    private final AtomicLong unknown = new AtomicLong();
    private final RpcEnv env;
    private final long taskMillis;
    private final RpcEndpointRef driver;
    private final RpcEndpointRef blocks;
    private final RpcEndpointRef heartbeats;
    private volatile TaskCounters counters;

    private record Running(long taskId, TaskCounters counters) {}

    private SimulatedExecutors(RpcEnv env, RpcAddress at, long taskMillis) {
        this.env = env;
        this.taskMillis = taskMillis;
        this.driver = env.setupEndpointRef(at, CoarseGrainedSchedulerBackend.ENDPOINT_NAME());
        this.blocks = env.setupEndpointRef(at, BlockManagerMaster.DRIVER_ENDPOINT_NAME());
        this.heartbeats = env.setupEndpointRef(at, HeartbeatReceiver.ENDPOINT_NAME());
    }

    /** @param args host and port of the driver; executors; milliseconds of a task; milliseconds between heartbeats */
    public static void main(String[] args) throws Exception {
        SparkConf conf = new SparkConf()
                .set("spark.driver.host", args[0])
                .set("spark.driver.port", args[1])
                .set("spark.app.id", "simulated");
        RpcEnv env = SparkEnv$.MODULE$
                .createExecutorEnv(conf, "all", args[0], args[0], 1, Option.empty(), false)
                .rpcEnv();
        RpcAddress at = new RpcAddress(args[0], Integer.parseInt(args[1]));
        SimulatedExecutors all = new SimulatedExecutors(env, at, Long.parseLong(args[3]));
        RpcEndpointRef self = env.setupEndpoint("Executor", all);
        all.register(self, Integer.parseInt(args[2]));
        all.beat(Integer.parseInt(args[2]), Long.parseLong(args[4]));
        while (System.in.read() >= 0) { // until the driver has what it wants to know
        }
        all.report();
        System.exit(0);
    }

    @SuppressWarnings("unchecked") // with Scala 2.13 the map has lost its types
    private static scala.collection.immutable.Map<String, ResourceInformation> gpu(int address) {
        return Map$.MODULE$
                .<String, ResourceInformation>empty()
                .updated("gpu", new ResourceInformation("gpu", new String[] {Integer.toString(address)}));
    }

    private void register(RpcEndpointRef self, int count) throws Exception {
        List<Future<Object>> answers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            answers.add(driver.ask(
                    new CoarseGrainedClusterMessages.RegisterExecutor(
                            Integer.toString(i),
                            self,
                            host(i),
                            1,
                            Map$.MODULE$.empty(),
                            Map$.MODULE$.empty(),
                            gpu(i % PER_HOST),
                            ResourceProfile.DEFAULT_RESOURCE_PROFILE_ID()),
                    ClassTag.Any()));
        }
        await(answers);
        for (int i = 0; i < count; i++) {
            answers.add(blocks.ask(
                    new BlockManagerMessages.RegisterBlockManager(
                            blockManager(i), new String[0], 2L << 30, 0, self, false),
                    ClassTag.Any()));
        }
        await(answers);
        for (int i = 0; i < count; i++) {
            driver.send(new CoarseGrainedClusterMessages.LaunchedExecutor(Integer.toString(i)));
        }
    }

    private static void await(List<Future<Object>> answers) throws Exception {
        for (Future<Object> answer : answers) {
            Await.result(answer, PATIENCE);
        }
        answers.clear();
    }

    private static String host(int executor) {
        return "host-" + executor / PER_HOST;
    }

    private static BlockManagerId blockManager(int executor) {
        return BlockManagerId.apply(Integer.toString(executor), host(executor), 10_000 + executor, Option.empty());
    }

    private void beat(int count, long millis) {
        for (int i = 0; i < count; i++) {
            int executor = i;
            ScheduledFuture<?> unused =
                    clock.scheduleAtFixedRate(() -> beat(executor), millis * i / count, millis, TimeUnit.MILLISECONDS);
        }
    }

    private void beat(int executor) {
        String id = Integer.toString(executor);
        Running task = running.get(id);
        scala.collection.mutable.HashMap<Tuple2<Object, Object>, ExecutorMetrics> peaks =
                new scala.collection.mutable.HashMap<>();
        if (task != null) {
            peaks.put(Tuple2.apply(task.counters().stage(), 0), new ExecutorMetrics());
        }
        long start = System.nanoTime();
        Future<HeartbeatResponse> answer =
                heartbeats.ask(heartbeat(executor, task, peaks), ClassTag.apply(HeartbeatResponse.class));
        answer.onComplete(
                known -> {
                    answeredMicros.add((System.nanoTime() - start) / 1_000);
                    if (known.isFailure() || known.get().reregisterBlockManager()) {
                        unknown.incrementAndGet();
                    }
                    return null;
                },
                ExecutionContext.fromExecutor(Runnable::run));
    }

    @SuppressWarnings({"rawtypes", "unchecked"}) // Scala's collections differ between lines of Spark
    private static Heartbeat heartbeat(
            int executor, Running task, scala.collection.mutable.Map<Tuple2<Object, Object>, ExecutorMetrics> peaks) {
        Tuple2[] counted =
                task == null ? new Tuple2[0] : new Tuple2[] {task.counters().inTask(task.taskId())};
        return new Heartbeat(Integer.toString(executor), counted, blockManager(executor), peaks);
    }

    private void report() {
        long[] micros =
                answeredMicros.stream().mapToLong(Long::longValue).sorted().toArray();
        System.out.printf(
                Locale.ROOT,
                "heartbeats: %d answered, half within %.0f ms, 99 %% within %.0f ms, all within %.0f ms; %d failed%n",
                micros.length,
                micros[micros.length / 2] / 1e3,
                micros[micros.length * 99 / 100] / 1e3,
                Arrays.stream(micros).max().orElse(0) / 1e3,
                unknown.get());
    }

    private void launch(ByteBuffer message) {
        TaskDescription task = TaskDescription.decode(message);
        TaskCounters of = counters;
        if (of == null || !of.isOf(task)) {
            of = TaskCounters.of(task);
            counters = of;
        }
        Running started = new Running(task.taskId(), of);
        running.put(task.executorId(), started);
        say(task, TaskState.RUNNING(), ByteBuffer.allocate(0));
        ScheduledFuture<?> unused = clock.schedule(
                () -> {
                    running.remove(task.executorId(), started);
                    say(task, TaskState.FINISHED(), started.counters().result());
                },
                taskMillis,
                TimeUnit.MILLISECONDS);
    }

    @SuppressWarnings({"rawtypes", "unchecked"}) // what a task's resources are differs between lines of Spark
    private void say(TaskDescription task, Enumeration.Value state, ByteBuffer result) {
        driver.send(new CoarseGrainedClusterMessages.StatusUpdate(
                task.executorId(),
                task.taskId(),
                state,
                new SerializableBuffer(result),
                task.cpus(),
                (scala.collection.immutable.Map) task.resources()));
    }

    @Override
    public RpcEnv rpcEnv() {
        return env;
    }

    @Override
    public PartialFunction<Object, BoxedUnit> receive() {
        return new Receive(this, null);
    }

    @Override
    public PartialFunction<Object, BoxedUnit> receiveAndReply(RpcCallContext context) {
        return new Receive(this, context);
    }

    private static final class Receive extends AbstractPartialFunction<Object, BoxedUnit> {
        private static final long serialVersionUID = 1L;
        private final transient SimulatedExecutors executors;
        private final transient RpcCallContext context;

        Receive(SimulatedExecutors executors, RpcCallContext context) {
            this.executors = executors;
            this.context = context;
        }

        @Override
        public boolean isDefinedAt(Object message) {
            return true;
        }

        @Override
        @SuppressWarnings("unchecked")
        public <A1, B1> B1 applyOrElse(A1 message, Function1<A1, B1> orElse) {
            if (message instanceof CoarseGrainedClusterMessages.LaunchTask launch) {
                executors.launch(launch.data().value());
            } else if (context != null) {
                context.reply(0); // blocks that were removed
            }
            return (B1) BoxedUnit.UNIT;
        }
    }
}
