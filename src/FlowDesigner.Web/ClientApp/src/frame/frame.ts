import { hookDrop } from "./drop";
import { hookKeys } from "./keys";
import { hookSettling } from "./settle";
import { watchTour } from "./tour";

hookDrop();
hookKeys();
hookSettling();
watchTour();
