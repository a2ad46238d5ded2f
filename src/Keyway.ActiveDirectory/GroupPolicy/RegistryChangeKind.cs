namespace Keyway.ActiveDirectory.GroupPolicy;

/// <summary>What a policy file does to one value.</summary>
public enum RegistryChangeKind
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Sets it.</summary>
    Set,

    /// <summary>Sets it unless a weaker object has set it (<c>**soft.</c>).</summary>
    SetWhenAbsent,

    /// <summary>Takes away what a weaker object has set (<c>**del.</c> and its kin).</summary>
    Delete,
}
