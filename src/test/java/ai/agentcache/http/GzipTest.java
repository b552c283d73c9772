package ai.agentcache.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBufInputStream;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GzipTest {

  private static final int FROM = 100;
  private static final String LONG = "{\"text\":\"" + "a".repeat(1000) + "\"}";

  private final EmbeddedChannel channel = new EmbeddedChannel();

  @BeforeEach
  void connect() {
    channel.pipeline().addLast(BodyGuard.VERTX, new ChannelInboundHandlerAdapter());
    Gzip.ask(channel.pipeline(), true, FROM);
  }

  @AfterEach
  void disconnect() {
    channel.finishAndReleaseAll();
  }

  @Test
  void wholeAnswer_isPackedAndHasTheNewLength() throws IOException {
    FullHttpResponse sent = send(answer(LONG, "content-length", "1011"));
    assertEquals("gzip", sent.headers().get("content-encoding"));
    assertEquals(sent.content().readableBytes(), sent.headers().getInt("content-length"));
    try (var unpacked = new GZIPInputStream(new ByteBufInputStream(sent.content()))) {
      assertEquals(LONG, new String(unpacked.readAllBytes(), StandardCharsets.UTF_8));
    }
    sent.release();
  }

  @Test
  void streamInOnePiece_isLeftAlone() {
    HttpHeaders headers = sendAndRelease(answer(LONG, "transfer-encoding", "chunked")).headers();
    assertEquals("chunked", headers.get("transfer-encoding"));
    assertFalse(headers.contains("content-length"), headers.toString());
    assertFalse(headers.contains("content-encoding"), headers.toString());
  }

  @Test
  void shortAnswer_isLeftAlone() {
    HttpHeaders headers = sendAndRelease(answer("{}", "content-length", "2")).headers();
    assertFalse(headers.contains("content-encoding"), headers.toString());
  }

  @Test
  void nextRequest_thatDoesNotAsk_getsItPlain() {
    Gzip.ask(channel.pipeline(), false, FROM);
    HttpHeaders headers = sendAndRelease(answer(LONG, "content-length", "1011")).headers();
    assertFalse(headers.contains("content-encoding"), headers.toString());
    assertTrue(headers.contains("content-length"), headers.toString());
  }

  private FullHttpResponse sendAndRelease(FullHttpResponse answer) {
    FullHttpResponse sent = send(answer);
    sent.release();
    return sent;
  }

  private FullHttpResponse send(FullHttpResponse answer) {
    assertTrue(channel.writeOutbound(answer));
    return channel.readOutbound();
  }

  private static FullHttpResponse answer(String body, String name, String value) {
    FullHttpResponse answer =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            HttpResponseStatus.OK,
            Unpooled.copiedBuffer(body, StandardCharsets.UTF_8));
    answer.headers().set("content-type", "application/json").set(name, value);
    return answer;
  }
}
