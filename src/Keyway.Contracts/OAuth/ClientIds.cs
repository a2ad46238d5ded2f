namespace Keyway.Contracts.OAuth;

/// <summary>Public client ids of programs that sign people in.</summary>
public static class ClientIds
{
    /// <summary>The vendor's authentication broker; Keyway's device uses it for PRT requests.</summary>
    public const string Broker = "29d9ed98-a469-4536-ade2-f981bc1d605e";
}
