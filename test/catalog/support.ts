/** A server and a project with one system for the catalog's tests, and the documents they share. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DocumentNode, Kind, parse, print } from 'graphql';
import { testProject } from '../support/project.js';
import { startTestServer, type TestServer } from '../support/server.js';

export interface CatalogTest {
  readonly server: TestServer;
  readonly project: string;
  /** Makes a system and returns its URN. */
  system(name: string, dialect: string, caseRule?: string): Promise<string>;
  /** Imports tables of one schema; throws when the answer has errors. */
  load(system: string, schema: string, tables: readonly object[], options?: object): Promise<ImportAnswer>;
}

export interface ImportAnswer {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly deleted: number;
  readonly isDryRun: boolean;
  readonly cursor: string;
  readonly issues: readonly { readonly severity: string; readonly code: string; readonly message: string }[];
}

export const upsertProject = `mutation ($name: String!) {
  upsertProject(input: { name: $name, clientMutationId: "m" }) { project { id name } cursor clientMutationId }
}`;
export const upsertSystem = `mutation ($project: ID!, $name: String!, $dialect: Dialect!, $caseRule: CaseRule, $namespaces: [String!]) {
  upsertSystem(input: { project: $project, name: $name, dialect: $dialect, caseRule: $caseRule, namespaces: $namespaces }) {
    system { id name dialect caseRule namespaces } cursor
  }
}`;
export const importSchema = `mutation ($input: ImportSchemaInput!) {
  importSchema(input: $input) {
    created updated unchanged deleted isDryRun cursor issues { severity code message file } clientMutationId
  }
}`;

export async function catalogTest(): Promise<CatalogTest> {
  const server = await startTestServer();
  const { name, id: project } = await testProject();
  await server.data(upsertProject, { name });
  return {
    server,
    project,
    async system(systemName, dialect, caseRule) {
      const answer = await server.data(upsertSystem, { project, name: systemName, dialect, caseRule });
      return answer.upsertSystem.system.id;
    },
    async load(system, schema, tables, options = {}) {
      const input = { project, system, schemas: [{ name: schema, tables }], ...options };
      return (await server.data(importSchema, { input })).importSchema;
    },
  };
}

/** A table input from `name type` texts. */
export function table(name: string, columns: readonly string[], more: object = {}): object {
  return {
    name,
    columns: columns.map((text) => {
      const [column = '', ...type] = text.split(' ');
      return { name: column, type: type.length === 0 ? null : type.join(' ') };
    }),
    ...more,
  };
}

/** One operation of a contract folder's document with the fragments it needs. */
export function contractOperation(folder: string, file: string, operation: string): string {
  const document: DocumentNode = parse(readFileSync(join(folder, `${file}.graphql`), 'utf8'));
  const definitions = document.definitions.filter(
    (definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ||
      (definition.kind === Kind.OPERATION_DEFINITION && definition.name?.value === operation),
  );
  return print({ kind: Kind.DOCUMENT, definitions });
}
