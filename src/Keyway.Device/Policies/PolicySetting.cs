namespace Keyway.Device.Policies;

/// <summary>One policy as one source sets it.</summary>
/// <param name="Name">Which.</param>
/// <param name="Value">In the range of <see cref="PolicyRange"/>.</param>
/// <param name="Source">Who set it.</param>
/// <param name="Where">Name and GUID of the Group Policy object, the OMA-URI, or the file; null for a default.</param>
internal sealed record PolicySetting(PolicyName Name, int Value, PolicySource Source, string? Where);
