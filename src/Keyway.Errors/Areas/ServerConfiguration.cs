namespace Keyway.Errors;

public static partial class Catalogue
{
    /// <summary>2900-2999: configuration and start of the identity server.</summary>
    public static class ServerConfiguration
    {
        public static readonly KeywayError UrlInvalid = new(2900, "The server's URL is not an https address without path.", "Set --url to something like https://login.contoso.com.");
        public static readonly KeywayError DataDirectoryUnusable = new(2901, "The data directory cannot be used.", "Set --data to a directory that the server's account owns and can write to.");
        public static readonly KeywayError RelyingPartyIdInvalid = new(2902, "The relying party id is neither the URL's host nor a parent domain of it.", "Set --rp-id to the host of --url or to a domain that it ends with.");
        public static readonly KeywayError TlsPairIncomplete = new(2903, "Only one of the TLS certificate and its key is set.", "Set both --tls-certificate and --tls-key, or neither.");
        public static readonly KeywayError TlsUnreadable = new(2904, "The TLS certificate or its key cannot be read.", "Give a PEM certificate chain and its PEM key, readable by the server's account.");
        public static readonly KeywayError KeyFileUnsafe = new(2905, "The key-encryption key can be read by others than the server's account.", "Make the file's mode 0600 and, as others may have read it, rotate the keys that it seals.");
        public static readonly KeywayError KeyFileMissing = new(2906, "The store is there but its key-encryption key is not, or does not have 32 bytes.", "Put the key file back from the backup: without it the sealed keys are lost.");
        public static readonly KeywayError SchemaNewer = new(2907, "The store was written by a newer version of the server.", "Run that version or a newer one.");
        public static readonly KeywayError SealBroken = new(2908, "A sealed secret in the store does not open with the key-encryption key.", "Put the key file that belongs to this store back from the backup.");
        public static readonly KeywayError TenantMismatch = new(2909, "The tenant's domain in the options is not the one in the store.", "Leave --tenant-domain out, or use another data directory.");
        public static readonly KeywayError ListenFailed = new(2910, "The server cannot listen at its address.", "Stop what uses the port, or set --listen or --url.");
        public static readonly KeywayError TenantDomainInvalid = new(2911, "The tenant's domain is not a DNS name.", "Set --tenant-domain to something like contoso.com.");
        public static readonly KeywayError ListenInvalid = new(2912, "The address to listen at is not an IP address and port.", "Set --listen to something like 127.0.0.1:8443.");
        public static readonly KeywayError DeviceUrlInvalid = new(2913, "The URL for devices is not an https address without path, or has the server's own host and port, or there is no port behind the server's.", "Set --device-url to something like https://login.contoso.com:8444.");
        public static readonly KeywayError DeviceListenInvalid = new(2914, "The address to listen at for devices is not an IP address and port, or is the server's own.", "Set --device-listen to something like 127.0.0.1:8444.");
        public static readonly KeywayError DeviceListenFailed = new(2915, "The server cannot listen at its address for devices.", "Stop what uses the port, or set --device-url or --device-listen.");
        public static readonly KeywayError DeviceHostDiffers = new(2916, "The URL for devices has another host than the server's, and the server's own certificate is for one host.", "Give both URLs the same host, or set --tls-certificate and --tls-key to a certificate for both.");
        public static readonly KeywayError AuthorityNotInChain = new(2917, "The server's certificate file does not end with the certificate of a root CA.", "Append the root CA's certificate to the file of --tls-certificate, or give clients that certificate by hand.");
    }
}
