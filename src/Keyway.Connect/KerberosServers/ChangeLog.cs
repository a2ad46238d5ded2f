using Keyway.ActiveDirectory.KerberosServers;
using Keyway.Connect.Terminal;

namespace Keyway.Connect.KerberosServers;

/// <summary>Prints each change at the moment it was made and keeps it: whoever is killed leaves behind what was printed, and at most one change more.</summary>
internal sealed class ChangeLog(StepLog steps) : IProgress<PlannedChange>
{
    private readonly List<PlannedChange> _made = [];

    public IReadOnlyList<PlannedChange> Made => _made;

    public void Report(PlannedChange value)
    {
        _made.Add(value);
        steps.Note(ChangeWords.Made(value));
    }
}
