namespace Keyway.ActiveDirectory.DeviceRegistration;

/// <summary>What a computer of the forest learns before it joins.</summary>
/// <param name="TenantDomain">A DNS name of the tenant, such as <c>contoso.com</c>.</param>
/// <param name="TenantId">The tenant.</param>
/// <param name="Server">Address of the identity server; null at a point that somebody else wrote. Always https, without query and fragment.</param>
/// <param name="AuthoritySha256">SHA-256 of the certificate of the only CA to trust there, 64 hex digits in lower case; null when the computer's own list of authorities serves.</param>
public sealed record RegistrationPoint(string TenantDomain, Guid TenantId, Uri? Server, string? AuthoritySha256);
