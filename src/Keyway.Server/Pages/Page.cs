namespace Keyway.Server.Pages;

/// <summary>One task: one column, one question.</summary>
/// <param name="Title">The heading and the window's title.</param>
internal sealed record Page(string Title, Markup Body);
