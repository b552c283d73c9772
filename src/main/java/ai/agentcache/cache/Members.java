package ai.agentcache.cache;

import java.util.Arrays;

/**
 * The members of the objects that are open, as a stack of slices of the output. The members of one
 * object lie together at the top when it closes.
 */
final class Members {
  /** Key start and end without quotes, end of the value, whether the key has escapes. */
  private static final int ROW = 4;

  private static final int FEW = 16 * ROW;

  private final ByteBuilder out;
  private int[] rows = new int[64 * ROW];
  private int size;
  private byte[] moved = new byte[1024];

  Members(ByteBuilder out) {
    this.out = out;
  }

  int size() {
    return size;
  }

  /** Forgets the members above {@code base}. */
  void truncate(int base) {
    size = base;
  }

  /** Forgets all and lets go of what a large document needed. */
  void clear(int keep) {
    size = 0;
    if (rows.length > keep) {
      rows = new int[64 * ROW];
    }
    if (moved.length > keep) {
      moved = new byte[1024];
    }
  }

  /** Adds a member whose key, quotes included, is the output from {@code start} on. */
  int push(int start) {
    if (size + ROW > rows.length) {
      rows = Arrays.copyOf(rows, rows.length * 2);
    }
    int row = size;
    size += ROW;
    rows[row] = start + 1;
    rows[row + 1] = out.length - 1;
    return row;
  }

  /** Says that the key has escapes, so that its bytes do not sort as its characters do. */
  void escaped(int row, boolean escaped) {
    rows[row + 3] = escaped ? 1 : 0;
  }

  void end(int row) {
    rows[row + 2] = out.length;
  }

  int keyStart(int row) {
    return rows[row];
  }

  int keyEnd(int row) {
    return rows[row + 1];
  }

  /** Whether a member comes after the one before it, if the object has one. */
  boolean ascends(int base, int row) {
    return row == base || compare(row - ROW, row) < 0;
  }

  /**
   * Sorts the members from {@code base} on.
   *
   * @return a member with the name of another, or -1
   */
  int sort(int base) {
    if (size - base <= FEW) {
      sortFew(base);
    } else {
      sortMany(base);
    }
    for (int row = base + ROW; row < size; row += ROW) {
      if (compare(row - ROW, row) == 0) {
        return row;
      }
    }
    return -1;
  }

  private void sortFew(int base) {
    for (int next = base + ROW; next < size; next += ROW) {
      for (int row = next; row > base && compare(row - ROW, row) > 0; row -= ROW) {
        swap(row - ROW, row);
      }
    }
  }

  private void swap(int a, int b) {
    for (int i = 0; i < ROW; i++) {
      int other = rows[a + i];
      rows[a + i] = rows[b + i];
      rows[b + i] = other;
    }
  }

  private void sortMany(int base) {
    Integer[] order = new Integer[(size - base) / ROW];
    Arrays.setAll(order, i -> base + i * ROW);
    Arrays.sort(order, this::compare);
    int[] sorted = new int[size - base];
    for (int i = 0; i < order.length; i++) {
      System.arraycopy(rows, order[i], sorted, i * ROW, ROW);
    }
    System.arraycopy(sorted, 0, rows, base, sorted.length);
  }

  private int compare(int a, int b) {
    if ((rows[a + 3] | rows[b + 3]) != 0) {
      return MemberOrder.compareEscaped(
          out.bytes, rows[a], rows[a + 1], out.bytes, rows[b], rows[b + 1]);
    }
    return MemberOrder.compare(out.bytes, rows[a], rows[a + 1], out.bytes, rows[b], rows[b + 1]);
  }

  /** Puts the output from {@code region} on into the order of the members, a comma after each. */
  void rearrange(int base, int region) {
    int length = out.length - region;
    if (moved.length < length) {
      moved = new byte[Math.max(length, moved.length * 2)];
    }
    System.arraycopy(out.bytes, region, moved, 0, length);
    int at = region;
    for (int row = base; row < size; row += ROW) {
      int start = rows[row] - 1;
      int taken = rows[row + 2] - start;
      System.arraycopy(moved, start - region, out.bytes, at, taken);
      at += taken;
      out.bytes[at++] = ',';
    }
  }
}
