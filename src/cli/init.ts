/** `sheaf init`: a folder to work in: configuration, the sample estate and an administrator's token. */
import { cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { packageRoot } from '../paths.js';
import { table } from '../server/config.js';
import { addToken } from '../server/tokens.js';
import { type Command, exitCodes } from './command.js';
import { prepareDataFolder } from './settings.js';

export const init: Command = {
  name: 'init',
  usage: '[FOLDER]',
  summary: 'Makes sheaf.env, .sheaf/ with a token, and samples/; what is there is left alone.',
  options: {},
  async run({ positionals: [folder = '.'], output }) {
    const root = resolve(folder);
    mkdirSync(root, { recursive: true });
    const data = join(root, '.sheaf');
    prepareDataFolder(data);
    const made: string[] = [];
    const settings = join(root, 'sheaf.env');
    if (!existsSync(settings)) {
      writeFileSync(settings, settingsText(data));
      made.push(settings);
    }
    const samples = join(root, 'samples');
    if (!existsSync(samples)) {
      cpSync(join(packageRoot, 'samples'), samples, { recursive: true });
      made.push(samples);
    }
    const tokens = join(data, 'tokens.json');
    let token: string | null = null;
    if (!existsSync(tokens)) {
      token = (await addToken(tokens, { '*': 'admin' }, new Date())).token;
      made.push(tokens);
    }
    for (const path of made) output.line(`made ${path}`);
    if (made.length === 0) output.line('everything is there');
    if (token !== null) {
      output.line(
        `Administrator's token, shown this once; it is asked for once AUTH_TOKENS_FILE is set:\n${token}`,
      );
    }
    output.line(`Start: sheaf start --env-file ${settings}`);
    output.value({ folder: root, made, token });
    return exitCodes.ok;
  },
};

/** Every setting with its default, commented out, but for the data folder. */
function settingsText(data: string): string {
  const lines = Object.entries(table).flatMap(([name, row]) => {
    const shown = typeof row.fallback === 'string' ? row.fallback : '';
    return name === 'SHEAF_DATA'
      ? ['', `# ${row.meaning}`, `${name}=${data}`]
      : ['', `# ${row.meaning} ${row.reader.form}.`, `# ${name}=${shown}`];
  });
  return [
    '# Configuration of Sheaf; read by --env-file. docs/configuration.md has the table.',
    ...lines,
    '',
  ].join('\n');
}
