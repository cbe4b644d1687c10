# A small web site as an OpenTofu user writes it: nothing of it comes from Hougu.
terraform {
  required_providers {
    alicloud = {
      source = "aliyun/alicloud"
    }
  }
}

variable "zones" {
  type    = list(string)
  default = ["cn-hangzhou-j", "cn-hangzhou-k"]
}

provider "alicloud" {
  region   = "cn-hangzhou"
  protocol = "HTTP"
}

resource "alicloud_vpc" "site" {
  vpc_name   = "site"
  cidr_block = "172.16.0.0/16"
  tags       = { project = "site" }
}

resource "alicloud_vswitch" "web" {
  count        = length(var.zones)
  vswitch_name = "web-${count.index}"
  vpc_id       = alicloud_vpc.site.id
  zone_id      = var.zones[count.index]
  cidr_block   = cidrsubnet(alicloud_vpc.site.cidr_block, 8, count.index)
}

resource "alicloud_security_group" "web" {
  security_group_name = "web"
  description         = "Web servers"
  vpc_id              = alicloud_vpc.site.id
}

resource "alicloud_security_group_rule" "web" {
  for_each          = toset(["80/80", "443/443"])
  type              = "ingress"
  ip_protocol       = "tcp"
  port_range        = each.value
  security_group_id = alicloud_security_group.web.id
  cidr_ip           = "0.0.0.0/0"
}

resource "alicloud_eip_address" "web" {
  address_name         = "web"
  bandwidth            = "10"
  internet_charge_type = "PayByTraffic"
  payment_type         = "PayAsYouGo"
}

resource "alicloud_ram_role" "web" {
  role_name = "web"
  assume_role_policy_document = jsonencode({
    Version = "1"
    Statement = [{
      Action    = "sts:AssumeRole"
      Effect    = "Allow"
      Principal = { Service = ["ecs.aliyuncs.com"] }
    }]
  })
}

resource "alicloud_ram_policy" "read" {
  policy_name = "read-configuration"
  policy_document = jsonencode({
    Version = "1"
    Statement = [{
      Action   = ["oos:GetSecretParameter"]
      Effect   = "Allow"
      Resource = ["*"]
    }]
  })
}

resource "alicloud_ram_role_policy_attachment" "read" {
  role_name   = alicloud_ram_role.web.role_name
  policy_name = alicloud_ram_policy.read.policy_name
  policy_type = "Custom"
}
