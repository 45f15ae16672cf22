//! The regions of AWS that everybody may know, as constants.

use super::region::Region;

/// A constant for each region: its name in capitals.
macro_rules! regions {
    ($($constant:ident $name:literal $place:literal)*) => {
        /// The regions of AWS's public partitions, for code that names one. A region that is newer than this list is
        /// taken by [`Region::new`].
        ///
        /// <https://docs.aws.amazon.com/general/latest/gr/s3.html>
        impl Region {
            $(#[doc = concat!("`", $name, "`, ", $place, ".")]
            pub const $constant: Self = Self::known($name);)*

            /// The constants with the text that each stands for.
            #[cfg(test)]
            const KNOWN: &[(&str, Self)] = &[$((stringify!($constant), Self::$constant)),*];
        }
    };
}

regions! {
    AF_SOUTH_1 "af-south-1" "Cape Town"
    AP_EAST_1 "ap-east-1" "Hong Kong"
    AP_EAST_2 "ap-east-2" "Taipei"
    AP_NORTHEAST_1 "ap-northeast-1" "Tokyo"
    AP_NORTHEAST_2 "ap-northeast-2" "Seoul"
    AP_NORTHEAST_3 "ap-northeast-3" "Osaka"
    AP_SOUTH_1 "ap-south-1" "Mumbai"
    AP_SOUTH_2 "ap-south-2" "Hyderabad"
    AP_SOUTHEAST_1 "ap-southeast-1" "Singapore"
    AP_SOUTHEAST_2 "ap-southeast-2" "Sydney"
    AP_SOUTHEAST_3 "ap-southeast-3" "Jakarta"
    AP_SOUTHEAST_4 "ap-southeast-4" "Melbourne"
    AP_SOUTHEAST_5 "ap-southeast-5" "Malaysia"
    AP_SOUTHEAST_6 "ap-southeast-6" "New Zealand"
    AP_SOUTHEAST_7 "ap-southeast-7" "Thailand"
    CA_CENTRAL_1 "ca-central-1" "Montreal"
    CA_WEST_1 "ca-west-1" "Calgary"
    CN_NORTH_1 "cn-north-1" "Beijing"
    CN_NORTHWEST_1 "cn-northwest-1" "Ningxia"
    EU_CENTRAL_1 "eu-central-1" "Frankfurt"
    EU_CENTRAL_2 "eu-central-2" "Zurich"
    EU_NORTH_1 "eu-north-1" "Stockholm"
    EU_SOUTH_1 "eu-south-1" "Milan"
    EU_SOUTH_2 "eu-south-2" "Spain"
    EU_WEST_1 "eu-west-1" "Ireland"
    EU_WEST_2 "eu-west-2" "London"
    EU_WEST_3 "eu-west-3" "Paris"
    EUSC_DE_EAST_1 "eusc-de-east-1" "Brandenburg, of the AWS European Sovereign Cloud"
    IL_CENTRAL_1 "il-central-1" "Tel Aviv"
    ME_CENTRAL_1 "me-central-1" "UAE"
    ME_SOUTH_1 "me-south-1" "Bahrain"
    MX_CENTRAL_1 "mx-central-1" "Mexico"
    SA_EAST_1 "sa-east-1" "São Paulo"
    US_EAST_1 "us-east-1" "N. Virginia"
    US_EAST_2 "us-east-2" "Ohio"
    US_GOV_EAST_1 "us-gov-east-1" "AWS GovCloud (US-East)"
    US_GOV_WEST_1 "us-gov-west-1" "AWS GovCloud (US-West)"
    US_WEST_1 "us-west-1" "N. California"
    US_WEST_2 "us-west-2" "Oregon"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_constant_is_the_region_of_its_name() {
        for (constant, region) in Region::KNOWN {
            let name = constant.to_lowercase().replace('_', "-");
            assert_eq!(Region::new(name).as_ref(), Ok(region));
        }
    }
}
