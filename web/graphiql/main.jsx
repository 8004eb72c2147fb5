/** GraphiQL over the server it came from; subscriptions run over WebSocket on the same address. */
import { createGraphiQLFetcher } from '@graphiql/toolkit';
import { GraphiQL } from 'graphiql';
import { createRoot } from 'react-dom/client';
import 'graphiql/style.css';
import './page.css';

// The build replaces the names with those of the bundled workers.
const workers = { graphql: __GRAPHQL_WORKER__, json: __JSON_WORKER__, editor: __EDITOR_WORKER__ };

globalThis.MonacoEnvironment = {
  getWorker: (_module, label) => new Worker(workers[label] ?? workers.editor),
};

const start = `# Sheaf: the graph of a data estate.
# Put a token into the Headers tab where the server asks for one: { "authorization": "Bearer sheaf_…" }

query Estate {
  projects { edges { node { id name } } }
}
`;

const scheme = location.protocol === 'https:' ? 'wss:' : 'ws:';
const fetcher = createGraphiQLFetcher({
  url: '/graphql',
  subscriptionUrl: `${scheme}//${location.host}/graphql`,
  enableIncrementalDelivery: false,
});

createRoot(document.getElementById('graphiql')).render(<GraphiQL fetcher={fetcher} defaultQuery={start} />);
