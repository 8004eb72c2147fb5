/** `sheaf token`: the static tokens of a server. */
import { join } from 'node:path';
import { notFound } from '../errors.js';
import { isProjectName } from '../graph/ids.js';
import { addToken, readTokens, revokeToken } from '../server/tokens.js';
import { type Command, exitCodes, type Invocation, requiredPositional, UsageError } from './command.js';
import { configuration, prepareDataFolder } from './settings.js';

const roles = ['reader', 'curator', 'operator', 'admin'] as const;
type RoleName = (typeof roles)[number];

export const token: Command = {
  name: 'token',
  usage: 'add --role PROJECT=ROLE… | list | revoke ID',
  summary: 'Adds, lists or revokes static tokens; the project * stands for all.',
  options: {
    role: {
      type: 'string',
      multiple: true,
      value: 'PROJECT=ROLE',
      meaning: 'what `add` grants; * for all projects; reader, curator, operator or admin',
    },
  },
  async run(invocation) {
    const { output } = invocation;
    const config = configuration(invocation.environment);
    prepareDataFolder(config.SHEAF_DATA);
    const file = config.AUTH_TOKENS_FILE ?? join(config.SHEAF_DATA, 'tokens.json');
    switch (invocation.positionals[0]) {
      case 'add': {
        const added = await addToken(file, rolesOf(invocation), new Date());
        output.line(`Token ${added.id}, shown this once:\n${added.token}`);
        if (config.AUTH_TOKENS_FILE === null)
          output.line(`Set AUTH_TOKENS_FILE=${file} to make the server ask for it.`);
        output.value({ ...added, file });
        return exitCodes.ok;
      }
      case 'list': {
        const listed = readTokens(file).map(({ id, roles: held, createdAt }) => ({
          id,
          roles: held,
          createdAt,
        }));
        for (const { id, roles: held, createdAt } of listed)
          output.line(`${id}  ${createdAt}  ${JSON.stringify(held)}`);
        output.value(listed);
        return exitCodes.ok;
      }
      case 'revoke': {
        const id = requiredPositional(invocation, 1, 'ID');
        if (!(await revokeToken(file, id))) throw notFound('token', id);
        output.line(`revoked ${id}`);
        output.value({ revoked: id });
        return exitCodes.ok;
      }
      default:
        throw new UsageError('expected add, list or revoke');
    }
  },
};

function rolesOf(invocation: Invocation): Record<string, RoleName> {
  const given = invocation.options('role');
  if (given.length === 0) throw new UsageError('--role is missing, e.g. --role acme=reader');
  return Object.fromEntries(
    given.map((text) => {
      const [project = '', named] = text.split('=');
      const role = roles.find((name) => name === named);
      if (role === undefined || (project !== '*' && !isProjectName(project))) {
        throw new UsageError(`--role ${text}: expected PROJECT=${roles.join('|')}`);
      }
      return [project, role] as const;
    }),
  );
}
