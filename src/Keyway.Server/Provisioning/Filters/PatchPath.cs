namespace Keyway.Server.Provisioning.Filters;

/// <summary>Where a patch applies.</summary>
/// <param name="Attribute">In the spelling of <see cref="AttributeName"/>.</param>
/// <param name="Which">Of a multi-valued attribute, the elements meant; null for all.</param>
/// <param name="SubAttribute">Of those elements, the part meant; null for the whole.</param>
internal sealed record PatchPath(string Attribute, FilterNode? Which, string? SubAttribute);
