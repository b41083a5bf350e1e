import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { BoardApp } from './board-app.js';
import './board.css';

const root = document.getElementById('root');
if (root)
  createRoot(root).render(
    <StrictMode>
      <BoardApp />
    </StrictMode>,
  );
