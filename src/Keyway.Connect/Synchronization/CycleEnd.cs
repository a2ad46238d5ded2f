using Keyway.Connect.CommandLine;

namespace Keyway.Connect.Synchronization;

/// <summary>How a cycle ended.</summary>
/// <param name="Report">For people and programs, with the findings about the Kerberos servers.</param>
/// <param name="Tally">What it did; null when it did not begin.</param>
internal sealed record CycleEnd(Report Report, SyncTally? Tally);
