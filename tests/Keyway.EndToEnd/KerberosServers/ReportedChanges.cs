using Keyway.ActiveDirectory.KerberosServers;

namespace Keyway.EndToEnd.KerberosServers;

/// <summary>Notes each change as it is made, and does something after one of them.</summary>
/// <param name="after">The number of the change, from 1, after which to act; 0 for never.</param>
internal sealed class ReportedChanges(int after = 0, Action? act = null) : IProgress<PlannedChange>
{
    private readonly List<PlannedChange> _made = [];

    public IReadOnlyList<PlannedChange> Made => _made;

    public void Report(PlannedChange value)
    {
        _made.Add(value);
        if (_made.Count == after)
            act?.Invoke();
    }
}
