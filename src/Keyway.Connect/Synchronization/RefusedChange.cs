namespace Keyway.Connect.Synchronization;

/// <summary>A change that the server did not make.</summary>
/// <param name="Words">The server's own, harmless for a terminal.</param>
internal sealed record RefusedChange(SyncChange Change, string Words)
{
    /// <summary>One line for people.</summary>
    public override string ToString() => $"{Change.Action} {(Change.IsGroup ? "group" : "user")} {Terminal.SafeText.Of(Change.Name)}: {Words}";
}
