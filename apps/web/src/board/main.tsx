import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { watchActivity } from '../shared/activity.js';
import { BoardApp } from './board-app.js';
import './board.css';

watchActivity(window);
const root = document.getElementById('root');
if (root)
  createRoot(root).render(
    <StrictMode>
      <BoardApp />
    </StrictMode>,
  );
