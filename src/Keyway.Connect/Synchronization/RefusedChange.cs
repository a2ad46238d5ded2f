using Keyway.Connect.Terminal;

namespace Keyway.Connect.Synchronization;

/// <summary>A change that the server did not make, or an object that could not be taken from the domain.</summary>
/// <param name="What">Such as <c>Create</c>.</param>
/// <param name="Name">For people.</param>
/// <param name="Words">The server's own, harmless for a terminal.</param>
internal sealed record RefusedChange(string What, ObjectKind Kind, Guid Anchor, string Name, string Words)
{
    // The numbers of a server that refuses an object because it would become another account (SidTaken, SidChanged, AnchorChanged, SoftMatchRefused).
    private static readonly string[] Alarming = ["KW2517", "KW2518", "KW2519"];

    /// <summary>The first of our numbers in the words, or the status alone: what a log may hold.</summary>
    public string Number => Words.IndexOf("KW", StringComparison.Ordinal) is >= 0 and var start && start + 6 <= Words.Length && Words.AsSpan(start + 2, 4).ContainsAnyExceptInRange('0', '9') == false
        ? Words.Substring(start, 6)
        : Words.Split(' ', 2)[0];

    /// <summary>Somebody should be woken: an anchor or a SID changed hands.</summary>
    public bool IsAlarm => Alarming.Contains(Number);

    /// <summary>One line for people.</summary>
    public override string ToString() => $"{(IsAlarm ? "ALARM " : "")}{What} {Kind.ToString().ToLowerInvariant()} {SafeText.Of(Name)}: {Words}";
}
