package ai.agentcache.webhook;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * Which addresses are of the public internet, by the registries of special addresses of IANA (RFC
 * 6890 and those after it). IPv4 within IPv6 is judged as IPv4, and where it would be tunnelled,
 * refused.
 */
final class PublicAddress {

  private static final List<Block> PRIVATE_4 =
      Block.all(
          "0.0.0.0/8",
          "10.0.0.0/8",
          "100.64.0.0/10",
          "127.0.0.0/8",
          "169.254.0.0/16",
          "172.16.0.0/12",
          "192.0.0.0/24",
          "192.0.2.0/24",
          "192.31.196.0/24",
          "192.52.193.0/24",
          "192.88.99.0/24",
          "192.168.0.0/16",
          "192.175.48.0/24",
          "198.18.0.0/15",
          "198.51.100.0/24",
          "203.0.113.0/24",
          "224.0.0.0/4",
          "240.0.0.0/4");

  private static final Block GLOBAL_6 = Block.of("2000::/3");

  private static final List<Block> PRIVATE_6 =
      Block.all("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20");

  /** IPv4 behind these 96 bits: the well-known prefix of NAT64. */
  private static final Block NAT64 = Block.of("64:ff9b::/96");

  private static final Block MAPPED = Block.of("::ffff:0:0/96");

  private PublicAddress() {}

  /** Whether everybody may be sent there. */
  static boolean is(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (address instanceof Inet4Address) {
      return PRIVATE_4.stream().noneMatch(block -> block.has(bytes));
    }
    if (NAT64.has(bytes) || MAPPED.has(bytes)) {
      byte[] inner = Arrays.copyOfRange(bytes, 12, 16);
      return PRIVATE_4.stream().noneMatch(block -> block.has(inner));
    }
    return GLOBAL_6.has(bytes) && PRIVATE_6.stream().noneMatch(block -> block.has(bytes));
  }

  /** Addresses with the same first bits. */
  private static final class Block {

    private final byte[] prefix;
    private final int bits;

    Block(byte[] prefix, int bits) {
      this.prefix = prefix;
      this.bits = bits;
    }

    static List<Block> all(String... blocks) {
      return Arrays.stream(blocks).map(Block::of).toList();
    }

    static Block of(String text) {
      int slash = text.indexOf('/');
      return new Block(
          bytes(text.substring(0, slash)), Integer.parseInt(text.substring(slash + 1)));
    }

    private static byte[] bytes(String literal) {
      if (literal.equals("::ffff:0:0")) {
        byte[] mapped = new byte[16];
        mapped[10] = -1;
        mapped[11] = -1;
        return mapped;
      }
      try {
        return InetAddress.getByName(literal).getAddress();
      } catch (UnknownHostException e) {
        throw new IllegalArgumentException(literal, e);
      }
    }

    boolean has(byte[] address) {
      if (address.length != prefix.length) {
        return false;
      }
      int whole = bits / 8;
      int mask = (0xff00 >> (bits % 8)) & 0xff;
      return Arrays.equals(prefix, 0, whole, address, 0, whole)
          && (bits % 8 == 0 || ((prefix[whole] ^ address[whole]) & mask) == 0);
    }
  }
}
