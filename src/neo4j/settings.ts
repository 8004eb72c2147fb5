/** Configuration file and JVM arguments of the local Neo4j, as functions of their inputs. */

export interface StoreLayout {
  /** `<data>/neo4j`, absolute and without links: it identifies our JVM in the process list. */
  readonly home: string;
  readonly lib: string;
  readonly heap: number;
  readonly pageCache: number;
  readonly port: number;
  /** More options for the JVM. */
  readonly jvmArguments: readonly string[];
}

/** The whole `neo4j.conf`. It is written at each start: our file wins. */
export function configurationText(layout: StoreLayout): string {
  const transactions = Math.floor(layout.heap * 0.7);
  const address = `127.0.0.1:${layout.port}`;
  const settings: Readonly<Record<string, string>> = {
    ...directories(layout),
    'server.default_listen_address': '127.0.0.1',
    'server.bolt.enabled': 'true',
    'server.bolt.listen_address': address,
    'server.bolt.advertised_address': address,
    'server.http.enabled': 'false',
    'server.https.enabled': 'false',
    'dbms.usage_report.enabled': 'false',
    'server.memory.pagecache.size': kibibytes(layout.pageCache),
    'db.memory.transaction.max': kibibytes(Math.min(256 * 1024 * 1024, transactions)),
    'dbms.memory.transaction.total.max': kibibytes(transactions),
    'db.transaction.timeout': '300s',
    'db.tx_log.rotation.retention_policy': '1G size',
    // A plan made for an empty store scans it; by default it would serve ten seconds of the first load.
    'dbms.cypher.min_replan_interval': '1s',
    'dbms.security.auth_enabled': 'true',
    'dbms.security.procedures.allowlist': 'apoc.util.validatePredicate,apoc.date.*,db.*,dbms.*',
    'server.config.strict_validation.enabled': 'true',
    'internal.dbms.bolt.netty_server_shutdown_quiet_period': '0',
    'internal.dbms.bolt.netty_server_shutdown_timeout': '1',
    'internal.server.bolt.thread_pool_shutdown_wait_time': '1s',
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name}=${escaped(value)}`);
  return `# Written by sheaf at every start; changes are lost.\n${lines.join('\n')}\n`;
}

/** The Bolt port a configuration text names; null when it names none. */
export function configuredPort(text: string): number | null {
  const found = /^server\.bolt\.listen_address=.*:(\d+)\s*$/m.exec(text)?.[1];
  return found === undefined ? null : Number(found);
}

/** The argument that tells our JVM from any other. */
export function homeArgument(home: string): string {
  return `--home-dir=${home}`;
}

/** Heap and JVM flags are arguments: the distribution's launcher, which reads them from the file, is not used. */
export function jvmArguments(layout: StoreLayout): readonly string[] {
  return [
    `-Xms${kibibytes(Math.min(layout.heap, 256 * 1024 * 1024))}`,
    `-Xmx${kibibytes(layout.heap)}`,
    '-XX:+UseG1GC',
    '-XX:+ExitOnOutOfMemoryError',
    '-XX:-OmitStackTraceInFastThrow',
    '-Dfile.encoding=UTF-8',
    '-Djdk.nio.maxCachedBufferSize=1024',
    '-Dio.netty.tryReflectionSetAccessible=true',
    '-Dlog4j2.disable.jmx=true',
    '--add-opens=java.base/java.nio=ALL-UNNAMED',
    '--add-opens=java.base/java.io=ALL-UNNAMED',
    '--add-opens=java.base/sun.nio.ch=ALL-UNNAMED',
    ...layout.jvmArguments,
    '-cp',
    `${layout.lib}/*`,
    'org.neo4j.server.CommunityEntryPoint',
    homeArgument(layout.home),
    `--config-dir=${layout.home}/conf`,
  ];
}

/** What the JVM may see of our environment: no secret of ours can be in it. */
export function jvmEnvironment(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const allowed = ['PATH', 'HOME', 'JAVA_HOME', 'TMPDIR', 'LANG'];
  return Object.fromEntries(
    Object.entries(environment).filter(([name, value]) => allowed.includes(name) && value !== undefined),
  );
}

function directories({ home, lib }: StoreLayout): Readonly<Record<string, string>> {
  return {
    'server.directories.data': `${home}/data`,
    'server.directories.transaction.logs.root': `${home}/data/transactions`,
    'server.directories.dumps.root': `${home}/data/dumps`,
    'server.directories.logs': `${home}/logs`,
    'server.directories.plugins': `${home}/plugins`,
    'server.directories.run': `${home}/run`,
    'server.directories.import': `${home}/import`,
    'server.directories.licenses': `${home}/licenses`,
    'server.directories.lib': lib,
  };
}

function kibibytes(bytes: number): string {
  return `${Math.floor(bytes / 1024)}k`;
}

/** Values are read as properties, where a backslash escapes. */
function escaped(value: string): string {
  return value.replaceAll('\\', '\\\\');
}
