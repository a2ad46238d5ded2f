namespace Keyway.ActiveDirectory.KerberosServers;

/// <summary>One attribute as a change writes it, for people.</summary>
/// <param name="Name">As in the schema.</param>
/// <param name="Value">Its values, joined by semicolons; <see cref="ChosenByDirectory"/> for what is not known before; never a secret.</param>
public sealed record PlannedAttribute(string Name, string Value)
{
    /// <summary>Stands for a value that only the domain controller knows, such as a number, a SID or a key.</summary>
    public const string ChosenByDirectory = "(chosen by the domain controller)";
}
