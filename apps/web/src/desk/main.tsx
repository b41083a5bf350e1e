import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { watchActivity } from '../shared/activity.js';
import { App } from './app.js';
import './desk.css';

// A file dropped beside its item would replace the page.
for (const kind of ['dragover', 'drop'] as const) window.addEventListener(kind, (event) => event.preventDefault());

watchActivity(window);

const root = document.getElementById('root');
if (root)
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
