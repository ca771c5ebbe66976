package dev.atelier.image;

import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * A canonical Huffman code (RFC 1951, 3.2.2).
 *
 * @param lengths bits of each symbol; 0 for a symbol that does not occur
 * @param codes the bits themselves, first bit lowest, as deflate writes them
 */
record HuffmanCode(int[] lengths, int[] codes) {
    private record Node(long weight, int order, int symbol, Node left, Node right) {}

    /** The code of least total length for these counts, no code longer than {@code maxBits}. */
    static HuffmanCode of(int[] counts, int maxBits) {
        int[] weights = counts.clone();
        // a code of fewer than two symbols has no complete form that every decoder takes
        for (int i = 0; used(weights) < 2; i++) {
            weights[i] = Math.max(weights[i], 1);
        }
        int[] lengths = new int[weights.length];
        while (!depths(tree(weights), 0, maxBits, lengths)) {
            // halving flattens the tree, and soon it fits
            for (int i = 0; i < weights.length; i++) {
                weights[i] = (weights[i] + 1) / 2;
            }
        }
        return new HuffmanCode(lengths, codes(lengths, maxBits));
    }

    void write(BitWriter out, int symbol) {
        out.bits(codes[symbol], lengths[symbol]);
    }

    private static int used(int[] weights) {
        int used = 0;
        for (int weight : weights) {
            used += weight > 0 ? 1 : 0;
        }
        return used;
    }

    private static Node tree(int[] weights) {
        PriorityQueue<Node> queue =
                new PriorityQueue<>(Comparator.comparingLong(Node::weight).thenComparingInt(Node::order));
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] > 0) {
                queue.add(new Node(weights[i], i, i, null, null));
            }
        }
        for (int order = weights.length; queue.size() > 1; order++) {
            Node a = queue.remove();
            Node b = queue.remove();
            queue.add(new Node(a.weight + b.weight, order, -1, a, b));
        }
        return queue.remove();
    }

    private static boolean depths(Node node, int depth, int maxBits, int[] lengths) {
        if (node.symbol >= 0) {
            lengths[node.symbol] = depth;
            return depth <= maxBits;
        }
        return depths(node.left, depth + 1, maxBits, lengths) && depths(node.right, depth + 1, maxBits, lengths);
    }

    private static int[] codes(int[] lengths, int maxBits) {
        int[] codes = new int[lengths.length];
        int next = 0;
        for (int bits = 1; bits <= maxBits; bits++) {
            for (int symbol = 0; symbol < lengths.length; symbol++) {
                if (lengths[symbol] == bits) {
                    codes[symbol] = Integer.reverse(next) >>> (32 - bits);
                    next++;
                }
            }
            next <<= 1;
        }
        return codes;
    }
}
