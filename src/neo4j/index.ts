/** The local Neo4j: found or provisioned, run as a child, shared by the processes of one data folder. */
export {
  type Artefacts,
  artefactFolder,
  cachedArtefacts,
  installArtefacts,
  pinnedVersion,
  userCacheFolder,
} from './artefacts.js';
export { findJava, findMaven, isMissing, type Java, type Missing, testedJava } from './java.js';
export { lastLogLines } from './jvm.js';
export { ensureLocalNeo4j } from './local.js';
export { type FolderStatus, folderStatus, startForOperator, stopForOperator } from './operator.js';
export {
  automaticMemory,
  checkFreeMemory,
  defaultHeap,
  defaultPageCache,
  diskFreeBytes,
  diskFullBytes,
  diskLowBytes,
  diskState,
} from './resources.js';
export type { LocalNeo4j, LocalNeo4jOptions, LocalNeo4jState, LocalNeo4jStatus } from './types.js';
