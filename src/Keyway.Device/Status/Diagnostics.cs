using Keyway.Errors;

namespace Keyway.Device.Status;

/// <summary>What only the network can tell.</summary>
/// <param name="DomainConnectivity">Whether this computer can sign in to its domain.</param>
/// <param name="DomainConfiguration">Whether the domain says where its computers register.</param>
/// <param name="Discovery">Whether the server that the domain names says what it is.</param>
/// <param name="Connectivity">Whether the server where computers register answers.</param>
/// <param name="Standing">Whether the server takes this computer for what it is; of a joined one.</param>
internal sealed record Diagnostics(Probe DomainConnectivity, Probe DomainConfiguration, Probe Discovery, Probe Connectivity, Probe Standing)
{
    /// <summary>None of the tests was made.</summary>
    public static Diagnostics Offline { get; } = new(Probe.Skipped, Probe.Skipped, Probe.Skipped, Probe.Skipped, Probe.Skipped);

    /// <summary>The tests of a joined computer: only whether the server takes it.</summary>
    /// <param name="standing">Null, or why the server does not.</param>
    public static Diagnostics OfJoined(Refusal? standing) => Offline with { Standing = new Probe(true, standing) };
}
