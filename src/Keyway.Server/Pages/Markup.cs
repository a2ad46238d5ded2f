namespace Keyway.Server.Pages;

/// <summary>HTML that is safe to send: what a stranger wrote can only get into it encoded, because text becomes markup by <see cref="Of"/> alone.</summary>
internal readonly struct Markup
{
    private readonly string? _html;

    private Markup(string html) => _html = html;

    public static Markup None => default;

    /// <summary>The literal parts as they stand, every value in between encoded: <c>Markup.Of($"&lt;p&gt;{name}&lt;/p&gt;")</c>.</summary>
    public static Markup Of(MarkupBuilder html) => new(html.ToString());

    public override string ToString() => _html ?? "";
}
