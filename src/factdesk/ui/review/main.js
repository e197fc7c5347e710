// The entry that Streamlit calls with new data, again and again for the same element.

import { Board } from "./board.js";

const boards = new WeakMap();

export default function ({ data, parentElement, setStateValue }) {
  let board = boards.get(parentElement);
  if (!board) {
    board = new Board(parentElement.querySelector(".fd"), parentElement);
    boards.set(parentElement, board);
  }
  board.receive(data, setStateValue);
  // Streamlit also calls this when newer data overtook the call above, so it must not end a board still in use.
  return () => board.endIfGone();
}
