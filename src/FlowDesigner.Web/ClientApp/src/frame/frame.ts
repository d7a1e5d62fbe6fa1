import { hookDrop } from "./drop";
import { hookKeys } from "./keys";
import { hookSearches } from "./settle";
import { watchTour } from "./tour";

hookDrop();
hookKeys();
hookSearches();
watchTour();
