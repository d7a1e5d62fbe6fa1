namespace EndToEnd.Tests.Running;

/// <summary>
/// Finds text that no resource gave. In the pseudo-locale every looked-up text stands in ⟦ ⟧, and so do the names that a test
/// gives to its things; what must not be translated says so by <c>translate="no"</c>, what comes in English from the engine or
/// a connector by <c>lang="en"</c>.
/// </summary>
internal static class PlainText
{
    private const string Find = """
        () => {
          const skip = element =>
            element.closest('script, style, template, code, kbd, pre, time, svg, .react-flow__attribution, [lang=en]:not(html), [contenteditable]')
            || element.closest('[translate]')?.getAttribute('translate') === 'no';
          const bare = text => {
            let rest = text, inner;
            do { inner = rest; rest = rest.replace(/⟦[^⟦⟧]*⟧/g, ''); } while (rest !== inner);
            return /\p{L}{2,}/u.test(rest.replace(/FlowStudio|React Flow|https?:\S+|\S+@\S+|\bUTC\b/g, '')) ? [rest.trim().replace(/\s+/g, ' ')] : [];
          };
          // A sentence may be split by emphasis: its brackets open in one piece and close in another.
          const block = element => {
            while (getComputedStyle(element).display.startsWith('inline') && element.parentElement) element = element.parentElement;
            return element;
          };
          const blocks = new Map();
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const owner = node.parentElement;
            if (!node.data.trim() || skip(owner)) continue;
            const key = block(owner);
            blocks.set(key, (blocks.get(key) ?? '') + node.data);
          }
          // A title names the thing of the address too.
          const title = document.title.split(' · ').filter(part => !decodeURIComponent(location.pathname).includes(part));
          const found = [...blocks.values(), ...title].flatMap(bare);
          for (const element of document.querySelectorAll('[title], [aria-label], [placeholder], [alt], [aria-description]')) {
            if (skip(element)) continue;
            for (const name of ['title', 'aria-label', 'placeholder', 'alt', 'aria-description']) {
              found.push(...bare(element.getAttribute(name) ?? '').map(t => `${name}: ${t}`));
            }
          }
          return [...new Set(found)];
        }
        """;

    /// <summary>Lists what stands outside the brackets.</summary>
    /// <param name="page">A page in the pseudo-locale, settled.</param>
    /// <returns>Texts as they are shown; empty when every text was looked up.</returns>
    public static async Task<IReadOnlyList<string>> OfAsync(IPage page) => await page.EvaluateAsync<string[]>(Find);

    /// <summary>Makes the browser ask for the pseudo-locale.</summary>
    public static Task SpeakPseudoAsync(this IPage page, Uri address) =>
        page.Context.AddCookiesAsync(
            [new Cookie { Name = "flowstudio-language", Value = Uri.EscapeDataString("c=qps-ploc|uic=qps-ploc"), Url = address.ToString() }]
        );
}
