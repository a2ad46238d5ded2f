namespace Keyway.Connect.State;

/// <summary>How much the state holds.</summary>
/// <param name="Leaving">Deletions that wait.</param>
/// <param name="Refused">Objects whose last content the server refused.</param>
/// <param name="Waiting">Memberships of members that are not synced.</param>
internal sealed record StateCounts(int Users, int Groups, int Devices, int Leaving, int Refused, int Waiting)
{
    public int Objects => Users + Groups + Devices;
}
