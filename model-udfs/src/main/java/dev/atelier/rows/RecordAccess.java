package dev.atelier.rows;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;

/** The accessors and the canonical constructor of a record, looked up once. */
record RecordAccess(Class<?> record, MethodHandle[] accessors, MethodHandle constructor) {
    private static final MethodType READ = MethodType.methodType(Object.class, Object.class);

    static RecordAccess of(Class<?> record) {
        RecordComponent[] components = record.getRecordComponents();
        MethodHandle[] accessors = new MethodHandle[components.length];
        try {
            MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(record, MethodHandles.lookup());
            for (int i = 0; i < accessors.length; i++) {
                accessors[i] = lookup.unreflect(components[i].getAccessor()).asType(READ);
            }
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            MethodHandle constructor = lookup.findConstructor(record, MethodType.methodType(void.class, types))
                    .asSpreader(Object[].class, types.length)
                    .asType(MethodType.methodType(Object.class, Object[].class));
            return new RecordAccess(record, accessors, constructor);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot look into " + record, e);
        }
    }

    Object component(int index, Object value) {
        try {
            return (Object) accessors[index].invokeExact(value);
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    Object construct(Object[] values) {
        try {
            return (Object) constructor.invokeExact(values);
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    private RuntimeException unchecked(Throwable e) {
        if (e instanceof Error error) {
            throw error;
        }
        return e instanceof RuntimeException refusal
                ? refusal
                : new IllegalStateException("Cannot construct " + record, e);
    }
}
