import 'graphiql/setup-workers/vite';
import 'graphiql/style.css';
import './page.css';
import {createGraphiQLFetcher} from '@graphiql/toolkit';
import {GraphiQL} from 'graphiql';
import {createRoot} from 'react-dom/client';

const fetcher = createGraphiQLFetcher({url: new URL('../graphql', new URL('/graphiql/', location)).href});

loadExamples().then((examples) => {
  const tabs = examples.map(({query}) => ({query}));
  createRoot(document.getElementById('graphiql')).render(
    <GraphiQL
      fetcher={fetcher}
      defaultTabs={tabs.length > 0 ? tabs : undefined}
      defaultEditorToolsVisibility={false}
    />,
  );
});

/** Queries that the loaded network can answer; none while it is still being loaded. */
async function loadExamples() {
  try {
    const response = await fetch('/graphiql/examples.json');
    return response.ok ? await response.json() : [];
  } catch {
    return [];
  }
}
