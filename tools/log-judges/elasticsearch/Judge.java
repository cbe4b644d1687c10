import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.node.InternalSettingsPreparer;
import org.elasticsearch.node.Node;
import org.elasticsearch.transport.Netty4Plugin;

/** One node that serves HTTP without any module. Argument: its elasticsearch.yml, which must name path.home. */
public final class Judge extends Node {
  private Judge(Environment environment) {
    super(environment, List.of(Netty4Plugin.class), true);
  }

  public static void main(String[] arguments) throws Exception {
    Settings settings =
        Settings.builder()
            .loadFromPath(Path.of(arguments[0]))
            .put("http.type", "netty4")
            .put("transport.type", "netty4")
            .build();
    Environment environment =
        InternalSettingsPreparer.prepareEnvironment(settings, Collections.emptyMap(), null, () -> "judge");
    new Judge(environment).start();
    // The node's own threads are daemons: somebody has to stay.
    new CountDownLatch(1).await();
  }
}
